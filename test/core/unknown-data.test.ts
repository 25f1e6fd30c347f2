/** The table of what is not known, with each of the shipped bundles: nothing passes for want of data. */
import { USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BundleProcess } from './bundle-process.ts';
import { BUNDLES, type Bundle, type Ended, GITLAB, type Inputs, processOf, runOperation } from './bundles.ts';
import { CALLBACK_TOKEN, Instance } from './instance.ts';
import { type Answer, type Spoil, spoil } from './spoilt-answers.ts';
import { ABSENT, ANSWER_ROWS, type Asked, ROWS, type Row } from './unknown-data.ts';

const TABLE = '/api/now/table/change_request';
const WINDOW = { 'planned-start': '2020-01-01T00:00:00Z', 'planned-end': '2099-12-31T00:00:00Z' };

let instance: Instance;
let builds = 0;
const processes = new Map<string, BundleProcess>();
/** By the bundle: the number of a build whose change is only read. */
const read = new Map<string, number>();

beforeAll(async () => {
  instance = await Instance.start();
  const server = { ci: 'gitlab', base_url: `${GITLAB}/api/v4`, name: 'GitLab', active: 'true' };
  instance.serviceNow.database.insert('x_change_gate_ci_server', server, USERS.admin.userName);
  for (const bundle of BUNDLES) {
    processes.set(bundle.adapter, processOf(bundle));
    // No two of them are in one another's way.
    instance.serviceNow.database.insert('cmdb_ci', { name: bundle.adapter }, USERS.admin.userName);
    const number = await implemented(bundle, { data: `{"cmdb_ci": "${bundle.adapter}"}` });
    // Each row has a policy of its own.
    const { number: change = '' } = changeOf(bundle, number) ?? {};
    instance.serviceNow.userActions.update(change, { correlation_display: '' });
    read.set(bundle.adapter, number);
  }
  nameImplement();
});
afterAll(async () => {
  await instance.close();
  for (const process of processes.values()) await process.close();
});

/** Lets the models name Implement by a row of the table of states, as those of an instance may. */
function nameImplement(): void {
  const { database } = instance.serviceNow;
  const { sys_id: state = '' } = database.insert('sttrm_state', { state_value: '-1' }, USERS.admin.userName);
  for (const model of database.query('chg_model', '')) {
    database.update('chg_model', model.sys_id ?? '', { implementation_states: state }, USERS.admin.userName);
  }
}

/** @returns the number of a build of this CI whose change is in New */
async function opened(bundle: Bundle, inputs = {}): Promise<number> {
  const number = ++builds;
  const build = instance.newBuild({ ...bundle.build(number), callback: false });
  const ran = await instance.run('open', { ...WINDOW, submit: 'false', ...inputs }, build);
  expect(ran, ran.log).toMatchObject({ exitCode: 0 });
  return number;
}

/** The same, approved and in Implement. */
async function implemented(bundle: Bundle, inputs = {}): Promise<number> {
  const number = await opened(bundle, { submit: 'true', ...inputs });
  const { number: change = '' } = changeOf(bundle, number) ?? {};
  instance.serviceNow.approveAll(change);
  instance.serviceNow.move(change, 'Implement');
  await instance.serviceNow.idle();
  return number;
}

function changeOf(bundle: Bundle, number: number) {
  return instance.changesOf(instance.newBuild(bundle.build(number)))[0];
}

async function buildFor(asked: Asked, bundle: Bundle): Promise<number> {
  if (asked === 'open') return ++builds;
  if (asked === 'open again') return opened(bundle);
  if (asked === 'update' || asked === 'close' || asked === 'cancel') return implemented(bundle);
  return read.get(bundle.adapter) ?? 0;
}

const NEEDED: Partial<Record<Asked, Readonly<Record<string, string>>>> = {
  open: { 'callback-token': CALLBACK_TOKEN },
  'open again': { 'callback-token': CALLBACK_TOKEN },
  close: { outcome: 'success' },
};

function run(bundle: Bundle, number: number, inputs: Inputs): Promise<Ended> {
  const process = processes.get(bundle.adapter);
  if (process === undefined) throw new Error(`${bundle.adapter} has no process.`);
  return runOperation(process, bundle, number, inputs);
}

/** Runs one row, and expects its end. */
async function expectEnd(
  bundle: Bundle,
  [asked, inputs, end, words]: readonly [Asked, Row[3], string, RegExp],
  spoilt: Spoil,
): Promise<void> {
  const number = await buildFor(asked, bundle);
  const before = changeOf(bundle, number);
  const server = await spoil(instance.serviceNow.url, spoilt);
  const operation = asked === 'open again' ? 'open' : asked;
  const given = { ...instance.basic(), ...NEEDED[asked], ...inputs, operation };
  const ended = await run(bundle, number, { ...given, 'instance-url': server.url }).finally(server.close);
  const code = /\[([A-Z_]+)\]/.exec(ended.log.split('\n').findLast((line) => /error/i.test(line)) ?? '')?.[1];
  expect(`${ended.exitCode} ${ended.exitCode === 0 ? ended.decision : code}`, ended.log).toBe(end);
  expect(ended.log).toMatch(words);
  if (ended.exitCode !== 0 && code !== 'FIELDS_ALTERED' && asked !== 'open') {
    expect(changeOf(bundle, number)).toEqual(before);
  }
  if (ended.exitCode !== 0) {
    expect(instance.registrationsOf(instance.newBuild({ build: { id: String(number), url: '' } }))).toEqual(
      [],
    );
  }
}

/** Puts something in the place of one column, wherever it is answered. */
function inColumn(name: string, instead: unknown): Spoil {
  const [table, column] = name.includes('.') ? name.split('.') : ['change_request', name];
  return (answer, path) => {
    if (!path.includes(`/${table}`) || answer.status >= 300) return answer;
    const { result } = JSON.parse(answer.body);
    for (const row of [result].flat()) {
      if (instead === ABSENT) delete row[column ?? ''];
      else row[column ?? ''] = instead;
    }
    return { ...answer, body: JSON.stringify({ result }) };
  };
}

/** Puts another text in the place of the answer to a look for changes. */
function inAnswer(instead: (typeof ANSWER_ROWS)[number][2]): Spoil {
  return (answer: Answer, path) =>
    path === TABLE && Array.isArray(JSON.parse(answer.body).result)
      ? { ...answer, body: instead(JSON.parse(answer.body).result) }
      : answer;
}

describe.concurrent.each(BUNDLES)('$adapter', (bundle) => {
  it('goes on where all is known', async () => {
    const policy = { 'window-policy': 'enforce', 'conflict-policy': 'reject' };
    await expectEnd(bundle, ['verify', policy, '0 approved', /the build may go on/], (answer) => answer);
  });

  it.each(['/tenant', '?tenant=1'])('asks nobody at an address with %s', async (more) => {
    const asked: string[] = [];
    const server = await spoil(instance.serviceNow.url, (answer, path) => {
      asked.push(path);
      return answer;
    });
    const inputs = { ...instance.basic(), operation: 'verify', 'instance-url': server.url + more };
    const ended = await run(bundle, read.get(bundle.adapter) ?? 0, inputs).finally(server.close);
    expect(ended.exitCode).toBe(1);
    expect(ended.log).toMatch(/leave out any path, query or user.*\[INVALID_INPUT\]/);
    expect(asked).toEqual([]);
  });

  it.each(ROWS)('%s, %s: %j, %j: %s', async (asked, column, instead, inputs, end, words) => {
    await expectEnd(bundle, [asked, inputs, end, words], inColumn(column, instead));
  });

  it.each(ANSWER_ROWS)('%s, %s', async (asked, _name, instead, inputs, end, words) => {
    await expectEnd(bundle, [asked, inputs, end, words], inAnswer(instead));
  });
});

it('conflicts that an instance has never looked for are not known to be none', async () => {
  const build = instance.newBuild();
  await instance.run('open', {}, build);
  const { number = '' } = instance.changesOf(build)[0] ?? {};
  instance.serviceNow.approveAll(number);
  instance.serviceNow.move(number, 'Implement');
  const ran = await instance.run('verify', { 'conflict-policy': 'wait', 'conflict-check': 'true' }, build);
  expect(ran).toMatchObject({ exitCode: 1, outputs: { decision: 'pending' } });
  expect(ran.log).toMatch(/has not been checked for schedule conflicts/);
});
