/** A change's life where instances differ: with each setting of each switch of the sandbox's instance. */
import { type Behaviours, SWITCHES, type SwitchName } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Instance } from './instance.ts';
import { SETTING_SCENARIOS } from './setting-scenarios.ts';

const SETTINGS = Object.entries(SWITCHES).flatMap(([name, { settings }]) =>
  Object.keys(settings).map((setting): [string, string] => [name, setting]),
);

describe.each(SETTINGS)('where %s is %s', (name, setting) => {
  let instance: Instance;
  beforeAll(async () => {
    const behaviours = { [name]: setting } as Partial<Behaviours>;
    instance = await Instance.start({ serviceNow: { behaviours } });
  });
  afterAll(() => instance.close());

  it('a change is opened, found again, approved, deployed and closed', async () => {
    const build = instance.newBuild();
    expect(await instance.run('open', {}, build)).toMatchObject({ exitCode: 0 });
    expect(await instance.run('open', {}, build)).toMatchObject({ exitCode: 0 });
    expect(instance.changesOf(build)).toMatchObject([{ state: '-4' }]);
    expect(instance.registrationsOf(build)).toMatchObject([{ status: 'waiting' }]);
    expect(await instance.run('verify', {}, build)).toMatchObject({ exitCode: 1 });
    const { number = '' } = instance.changesOf(build)[0] ?? {};
    instance.serviceNow.approve(number);
    expect(await instance.run('verify', { implement: 'true' }, build)).toMatchObject({ exitCode: 0 });
    expect(await instance.run('close', {}, build)).toMatchObject({ exitCode: 0 });
    expect(instance.changesOf(build)).toMatchObject([{ state: '3', close_code: 'successful' }]);
  });

  const scenario = SETTING_SCENARIOS[name as SwitchName];
  it.runIf(scenario)(scenario?.title ?? 'nothing depends on it alone', () => scenario?.run(instance));
});
