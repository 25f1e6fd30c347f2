/** A deployment is held to what its change was approved for, from `open` to `verify` and `close`, as a pipeline's process runs them. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { BuildContext } from '@change-gate/core';
import { USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { UPDATE_SET } from '../environment/environment.ts';
import { withoutRecord } from '../update-set/records.ts';
import { Instance } from './instance.ts';

const [DIGEST, OTHER] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`];
const PIPELINE = 'ci.example/shop/deploy';
const EMERGENCY = { 'emergency-reason': 'Checkout is down', incident: 'INC0010001' };

let instance: Instance;
beforeAll(async () => {
  instance = await Instance.start();
});
afterAll(() => instance.close());

/** A build of a commit, the later the higher its number. */
function build(number: number, commit = 'c'.repeat(40)): BuildContext {
  return instance.newBuild({
    source: {
      pipeline: PIPELINE,
      sequence: { counter: PIPELINE, number },
      repository: 'https://ci.example/shop',
      commit,
      ref: 'main',
      people: [{ role: 'trigger', name: 'Eve', login: 'eve', email: 'eve@globex.example' }],
      history: async ({ base = commit }) => ({
        ...{ base, direction: 'same', commits: [], mergeRequests: [], gaps: [] },
      }),
    },
  });
}

async function open(by: BuildContext, inputs: Record<string, string> = {}): Promise<string> {
  const opened = await instance.run('open', { artifacts: `shop@${DIGEST}`, ...inputs }, by);
  expect(opened).toMatchObject({ exitCode: 0 });
  return opened.outputs?.['change-number'] ?? '';
}

async function approved(by: BuildContext, inputs: Record<string, string> = {}): Promise<string> {
  const number = await open(by, inputs);
  instance.serviceNow.approveAll(number);
  instance.serviceNow.move(number, 'Implement');
  return number;
}

describe.each(['verify', 'wait'] as const)('%s', (operation) => {
  it('lets the digest pass that the change was approved for, and no other', async () => {
    const one = build(1);
    const number = await approved(one, { stream: `digests of ${operation}` });
    const other = await instance.run(operation, { artifact: OTHER }, one);
    expect(other).toMatchObject({ exitCode: 1, outputs: undefined });
    expect(other.log).toMatch(
      new RegExp(`${number} was approved for shop@sha256:1{12}, and not for .*ARTIFACT_CHANGED`),
    );
    const same = await instance.run(operation, { artifact: `shop@${DIGEST}` }, one);
    expect(same).toMatchObject({ exitCode: 0, outputs: { decision: 'approved', separation: 'unknown' } });
    expect(same.outputs?.reason).toMatch(/is in Implement \(approved by .*\)$/);
  });

  it('fails for another commit of the named change', async () => {
    const number = await approved(build(1), { stream: `commits of ${operation}` });
    const other = await instance.run(operation, { 'change-number': number }, build(2, 'd'.repeat(40)));
    expect(other.log).toContain('[COMMIT_NOT_APPROVED]');
    expect(other.exitCode).toBe(1);
  });

  it('fails where who approved is not known to be another, if either step says deny', async () => {
    const one = build(1);
    const number = await approved(one, { stream: `people of ${operation}`, separation: 'deny' });
    const unknown = await instance.run(operation, {}, one);
    expect(unknown.log).toMatch(
      new RegExp(`${number} is not known .* Eve .*People of pipelines.*NOT_SEPARATE`),
    );
    const { sys_id: user = '' } =
      instance.serviceNow.database.find('sys_user', 'user_name', USERS.employee.userName) ?? {};
    const entered = { ci: 'codefresh', login: 'eve', user };
    const { sys_id: row = '' } = instance.serviceNow.database.insert(
      'x_change_gate_person',
      entered,
      'admin',
    );
    const known = await instance.run(operation, {}, one);
    expect(known).toMatchObject({ exitCode: 0, outputs: { separation: 'separate' } });
    instance.serviceNow.database.delete('x_change_gate_person', row, 'admin');
  });
});

it('an older build does not deploy over a newer one, unless to roll back', async () => {
  const [old, young] = [build(1), build(2)];
  const stream = 'one after the other';
  const before = await approved(old, { stream });
  const after = await approved(young, { stream });
  expect(await instance.run('verify', {}, young)).toMatchObject({ exitCode: 0 });
  expect(await instance.run('close', {}, young)).toMatchObject({ exitCode: 0 });
  const outdated = await instance.run('verify', {}, old);
  expect(outdated.exitCode).toBe(1);
  expect(outdated.log).toMatch(
    new RegExp(`${before} is of an older build than ${after}.*rollback: true.*OUTDATED`),
  );
  const back = await instance.run('verify', { rollback: 'true' }, old);
  expect(back).toMatchObject({ exitCode: 0, outputs: { decision: 'approved' } });
  expect(back.log).toContain('deployed as a rollback');
});

it('what a later update finds is told, and moves nothing', async () => {
  const one = build(1);
  await approved(one, { stream: 'later' });
  expect(await instance.run('update', { artifacts: `shop@${OTHER}` }, one)).toMatchObject({ exitCode: 0 });
  const verified = await instance.run('verify', { artifact: DIGEST }, one);
  expect(verified.exitCode).toBe(0);
  expect(verified.log).toMatch(/WARNING CHG\d+ has later evidence that is worse/);
});

describe('an emergency', () => {
  const REVIEWED = { state: '3', close_code: 'successful', close_notes: 'Rightly so' };
  const URGENT = { 'change-type': 'emergency' };

  it('is deployed before its approval by whom an admin allows it, and its change stays for people', async () => {
    instance.serviceNow.database.insert('incident', { number: EMERGENCY.incident }, 'admin');
    const one = build(1);
    const number = await open(one, { ...URGENT, stream: 'emergencies' });
    const refused = await instance.run('verify', EMERGENCY, one);
    expect(refused.exitCode).toBe(1);
    expect(refused.log).toMatch(
      new RegExp(`${number} may not be deployed .*x_change_gate\\.emergency.*NO_EMERGENCY`),
    );

    instance.serviceNow.grantRole(USERS.integration.userName, 'x_change_gate.emergency');
    expect(await instance.run('verify', {}, one)).toMatchObject({
      exitCode: 1,
      outputs: { decision: 'pending' },
    });
    for (const _time of ['first', 'again']) {
      const passed = await instance.run('verify', { ...EMERGENCY, artifact: DIGEST }, one);
      expect(passed).toMatchObject({ exitCode: 0, outputs: { decision: 'overridden', state: '-3' } });
    }
    const { sys_id: sysId } = instance.serviceNow.userActions.change(number);
    expect(instance.serviceNow.database.query('change_task', `change_request=${sysId}`)).toHaveLength(1);

    expect(await instance.run('cancel', { 'unless-decided': 'true' }, one)).toMatchObject({ exitCode: 0 });
    const closed = await instance.run('close', {}, one);
    expect(closed).toMatchObject({ exitCode: 0, outputs: { decision: 'pending', state: '-3' } });
    instance.serviceNow.approveAll(number);
    const held = await instance.run('close', {}, one);
    expect(held.exitCode).toBe(1);
    expect(held.log).toMatch(/have to be closed or canceled by them .*Post implementation review/);
    const [review] = instance.serviceNow.database.query(
      'change_task',
      `change_request=${sysId}^change_task_type=review`,
    );
    instance.serviceNow.database.update('change_task', review?.sys_id ?? '', REVIEWED, 'admin');
    const done = await instance.run('close', {}, one);
    expect(done).toMatchObject({ exitCode: 0, outputs: { state: '3' } });
  });
});

describe('an instance that cannot compare', () => {
  const OLDER = gunzipSync(
    readFileSync(new URL('../../packages/servicenow-app/releases/0.1.0-0e5bd5b.xml.gz', import.meta.url)),
  ).toString('utf8');
  const WITHOUT_COLUMN = withoutRecord(
    readFileSync(UPDATE_SET, 'utf8'),
    'Dictionary',
    /^change_request\.Change evidence$/,
  );

  it.each([
    ['has an older app', OLDER],
    ['lacks the column', WITHOUT_COLUMN],
  ])('and %s fails a step that gives something to compare', async (_what, updateSet) => {
    const other = await Instance.start({}, updateSet);
    onTestFinished(() => other.close());
    const one = other.newBuild();
    const opened = await other.run('open', {}, one);
    const number = opened.outputs?.['change-number'] ?? '';
    other.serviceNow.approveAll(number);
    other.serviceNow.move(number, 'Implement');
    for (const inputs of [{ artifact: DIGEST }, { separation: 'deny' }]) {
      const { exitCode, log } = await other.run('verify', inputs, one);
      expect(exitCode).toBe(1);
      expect(log).toContain('[EVIDENCE_UNREADABLE]');
    }
  });
});
