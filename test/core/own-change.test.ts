/** Which change is this build's: whoever may create changes can write its correlation id into one of their own. */

import type { BuildContext } from '@change-gate/core';
import { CLIENT_CREDENTIALS_PROPERTY, type Row, USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Inputs, Instance } from './instance.ts';

const MINE = USERS.integration.userName;
const OTHER = USERS.changeManager.userName;

let instance: Instance;
let byOAuth: Inputs;

beforeAll(async () => {
  instance = await Instance.start();
  const { serviceNow } = instance;
  serviceNow.setProperty(CLIENT_CREDENTIALS_PROPERTY, 'true');
  const { clientId, clientSecret } = serviceNow.credentials.registerApplication({
    name: 'Pipeline',
    user: MINE,
  });
  byOAuth = {
    username: undefined,
    password: undefined,
    'client-id': clientId,
    'client-secret': clientSecret,
  };
});
afterAll(() => instance.close());

/** An approved change in Implement that carries the correlation id of this build's gate. */
function planted(build: BuildContext, by: string, values: Row = {}): Row {
  const change = instance.serviceNow.database.insert(
    'change_request',
    {
      type: 'standard',
      short_description: 'Reboot a printer',
      correlation_id: `codefresh:${build.buildKey}:change`,
      ...values,
    },
    by,
  );
  instance.serviceNow.move(change.number ?? '', 'Scheduled');
  instance.serviceNow.move(change.number ?? '', 'Implement');
  return change;
}

async function opened() {
  const build = instance.newBuild();
  await instance.run('open', {}, build);
  instance.sandbox.clock.advance(2_000);
  return { build, number: instance.changesOf(build)[0]?.number ?? '' };
}

describe('another change with the correlation id of this build', () => {
  it.each(['verify', 'status', 'update', 'open', 'cancel'] as const)(
    'is nothing to %s, which goes by the sys_id of its gate',
    async (operation) => {
      for (const signIn of [{}, byOAuth]) {
        const { build, number } = await opened();
        const other = planted(build, OTHER);
        const ran = await instance.run(operation, { ...signIn }, build);
        const exitCode = operation === 'verify' ? 1 : 0;
        expect(ran).toMatchObject({ exitCode, outputs: { 'change-number': number } });
        expect(instance.serviceNow.userActions.change(other.number ?? '')).toMatchObject({ state: '-1' });
      }
    },
  );

  it('is nothing to open where it was there first', async () => {
    const build = instance.newBuild();
    const other = planted(build, OTHER);
    const ran = await instance.run('open', {}, build);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { decision: 'pending' } });
    expect(ran.outputs?.['change-number']).not.toBe(other.number);
  });
});

describe('a change that was approved for another gate, into which somebody writes the correlation id of this build', () => {
  async function rewritten(build: BuildContext) {
    const { build: approved, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    expect(await instance.run('verify', {}, approved)).toMatchObject({ exitCode: 0 });
    const id = `codefresh:${build.buildKey}:change`;
    instance.serviceNow.userActions.update(number, { correlation_id: id });
    return { approved, number };
  }

  it('lets no other build deploy, whether it has opened a change or not', async () => {
    const { build, number: own } = await opened();
    const { approved, number } = await rewritten(build);
    expect(await instance.run('verify', {}, build)).toMatchObject({
      exitCode: 1,
      outputs: { 'change-number': own, decision: 'pending' },
    });
    // Its own gate knows it as before.
    expect(await instance.run('verify', {}, approved)).toMatchObject({ exitCode: 0 });

    for (const signIn of [{}, byOAuth]) {
      const unopened = instance.newBuild();
      const { number: stolen } = await rewritten(unopened);
      const ran = await instance.run('verify', signIn, unopened);
      expect(ran).toMatchObject({ exitCode: 1, outputs: undefined });
      expect(ran.log).toMatch(
        new RegExp(`${stolen} .*was opened for another gate, as its sys_id tells.*\\[CHANGE_NOT_OURS\\]`),
      );
    }
    expect(number).not.toBe(own);
  });
});

it('a change that another step of the build opened under the same gate name is not taken for this one', async () => {
  const build = instance.newBuild();
  const [staging, production] = ['stage Staging', 'stage Production'].map((place) => ({ ...build, place }));
  const open = (at: BuildContext | undefined) => instance.run('open', {}, at ?? build);
  const first = await open(staging);
  expect(first).toMatchObject({ exitCode: 0 });
  const second = await open(production);
  expect(second).toMatchObject({ exitCode: 1, outputs: undefined });
  expect(second.log).toMatch(/this one is stage Production: .*gate-name of its own.*\[GATE_NAME_TAKEN\]/);
  // The same step again, a step of a CI that does not tell its place, and a gate of another name.
  for (const at of [staging, build]) expect(await open(at)).toMatchObject({ exitCode: 0 });
  const named = await instance.run('open', { 'gate-name': 'production' }, production ?? build);
  expect(named).toMatchObject({ exitCode: 0 });
  expect(instance.changesOf(build)).toHaveLength(2);
  for (const { log } of [first, named]) expect(log).not.toContain('correlation_display');
  // The policy beside the place is read as before.
  expect(await instance.run('verify', {}, build)).toMatchObject({ outputs: { decision: 'pending' } });
});

it('a change of somebody else with the sys_id of this gate is not adopted', async () => {
  const { build } = await opened();
  // It can be worked out from the key; here from the change that has it.
  const { sys_id = '' } = instance.changesOf(build)[0] ?? {};
  instance.serviceNow.database.delete('change_request', sys_id, OTHER);
  const { number } = planted(build, OTHER, { sys_id });
  for (const operation of ['open', 'verify'] as const) {
    const ran = await instance.run(operation, {}, build);
    expect(ran).toMatchObject({ exitCode: 1, outputs: undefined });
    expect(ran.log).toMatch(new RegExp(`${number} .*was created by ${OTHER}.*\\[CHANGE_NOT_OURS\\]`));
  }
  expect(instance.changesOf(build)).toHaveLength(1);
});

it('a change that is older than the build is not its own', async () => {
  const build = instance.newBuild();
  planted(build, MINE);
  instance.sandbox.clock.advance(10 * 60_000);
  const began = instance.sandbox.clock.now().toISOString();
  const ran = await instance.run('verify', {}, { ...build, began });
  expect(ran.log).toMatch(/was created at .* UTC, before this build began \(.* UTC\).*\[CHANGE_NOT_OURS\]/);
});

describe('the only change with the correlation id of this build', () => {
  it.each(['verify', 'update', 'close', 'cancel'] as const)(
    'is not believed by %s when another user created it',
    async (operation) => {
      const build = instance.newBuild();
      const { number } = planted(build, OTHER);
      const ran = await instance.run(operation, { data: '{"description": "x"}' }, build);
      expect(ran).toMatchObject({ exitCode: 1, outputs: undefined });
      expect(ran.log).toMatch(
        new RegExp(
          `${number} .*was created by ${OTHER}, and this step signs in as ${MINE}.*\\[CHANGE_NOT_OURS\\]`,
        ),
      );
      expect(instance.changesOf(build)).toMatchObject([{ description: '' }]);
    },
  );

  it('is told apart by the name behind an OAuth password grant', async () => {
    const build = instance.newBuild();
    planted(build, OTHER);
    const { password } = USERS.integration;
    expect((await instance.run('verify', { ...byOAuth, username: MINE, password }, build)).log).toContain(
      '[CHANGE_NOT_OURS]',
    );
  });

  it('is ours however the name is written', async () => {
    const build = instance.newBuild();
    planted(build, MINE.toUpperCase());
    expect(await instance.run('verify', {}, build)).toMatchObject({ exitCode: 0 });
  });

  it('is believed where nobody knows who signs in', async () => {
    const build = instance.newBuild();
    planted(build, OTHER);
    expect(await instance.run('verify', byOAuth, build)).toMatchObject({ exitCode: 0 });
  });

  it('denies when it is closed', async () => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    await instance.run('close', {}, build);
    const ran = await instance.run('verify', {}, build);
    expect(ran).toMatchObject({ exitCode: 1, outputs: { decision: 'denied' } });
    expect(ran.log).toMatch(/is closed/i);
  });
});
