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
function planted(build: BuildContext, by: string): Row {
  const change = instance.serviceNow.database.insert(
    'change_request',
    {
      type: 'standard',
      short_description: 'Reboot a printer',
      correlation_id: `codefresh:${build.buildKey}:change`,
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

describe('a newer change with the correlation id of this build', () => {
  it.each(['verify', 'status', 'close', 'cancel', 'open'] as const)(
    'stops %s, which names both',
    async (operation) => {
      const { build, number } = await opened();
      const other = planted(build, OTHER);
      const ran = await instance.run(operation, {}, build);
      expect(ran).toMatchObject({ exitCode: 1, outputs: undefined });
      expect(ran.log).toMatch(
        new RegExp(
          `${other.number} \\(created by ${OTHER}\\), ${number} \\(created by ${MINE}\\)\\..*change-number.*\\[CHANGE_AMBIGUOUS\\]`,
        ),
      );
      expect(instance.changesOf(build)).toHaveLength(2);
    },
  );

  it('stops verify where nobody knows who signs in, too', async () => {
    const { build } = await opened();
    planted(build, OTHER);
    expect((await instance.run('verify', byOAuth, build)).log).toContain('[CHANGE_AMBIGUOUS]');
  });

  it('is out of the way when it is canceled, or this build names its own', async () => {
    const { build, number } = await opened();
    const other = planted(build, OTHER);
    const named = await instance.run('status', { 'change-number': number }, build);
    expect(named).toMatchObject({ exitCode: 0, outputs: { 'change-number': number } });
    instance.serviceNow.database.update('change_request', other.sys_id ?? '', { state: '4' }, OTHER);
    const ran = await instance.run('status', {}, build);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { 'change-number': number } });
  });
});

describe('the only change with the correlation id of this build', () => {
  it.each(['verify', 'update', 'open'] as const)(
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
