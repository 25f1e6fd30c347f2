/** A change's life where instances differ, and what depends on one switch: with each setting of each switch. */
import { type Behaviours, SWITCHES, type SwitchName } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Instance } from './instance.ts';
import { SETTING_SCENARIOS, type SettingScenario } from './setting-scenarios.ts';

interface Case {
  readonly instance: string;
  readonly behaviours: Partial<Behaviours>;
  readonly scenarios: readonly SettingScenario[];
}

const BY_DEFAULT: Case = {
  instance: 'an instance as it comes',
  behaviours: {},
  scenarios: [...new Set(Object.values(SETTING_SCENARIOS))],
};

/** One for each setting that is not the default; on an older release the app refuses to register: `app/behaviours.test.ts`. */
const { release: _release, ...SUPPORTED } = SWITCHES;
const OTHERWISE = Object.entries(SUPPORTED).flatMap(([name, { settings }]) =>
  Object.keys(settings)
    .slice(1)
    .map((setting): Case => {
      const scenario = SETTING_SCENARIOS[name as SwitchName];
      return {
        instance: `an instance where ${name} is ${setting}`,
        behaviours: { [name]: setting },
        scenarios: scenario === undefined ? [] : [scenario],
      };
    }),
);

describe.each([BY_DEFAULT, ...OTHERWISE])('on $instance', ({ behaviours, scenarios }) => {
  let instance: Instance;
  beforeAll(async () => {
    instance = await Instance.start({ serviceNow: { behaviours } });
  });
  afterAll(() => instance.close());

  it('a change is opened, found again, approved, deployed and closed', async () => {
    const build = instance.newBuild();
    expect(await instance.run('open', {}, build)).toMatchObject({ exitCode: 0 });
    expect(await instance.run('open', {}, build)).toMatchObject({ exitCode: 0 });
    expect(instance.standing(build)).toMatchObject([{ state: '-4' }]);
    expect(instance.registrationsOf(build)).toMatchObject([{ status: 'waiting' }]);
    expect(await instance.run('verify', {}, build)).toMatchObject({ exitCode: 1 });
    const { number = '' } = instance.standing(build)[0] ?? {};
    instance.approveStepwise(number);
    expect(await instance.run('verify', { implement: 'true' }, build)).toMatchObject({ exitCode: 0 });
    expect(await instance.run('close', {}, build)).toMatchObject({ exitCode: 0 });
    expect(instance.standing(build)).toMatchObject([{ state: '3', close_code: 'successful' }]);
  });

  it.each(scenarios)('$title', ({ run }) => run(instance));
});
