/** A normal change is approved twice. After the first time nothing may be deployed, whatever `approval` says meanwhile. */
import { type Behaviours, SWITCHES } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { Instance } from './instance.ts';

/** By then, an instance has asked for approval. */
const ASKED_MS = 5_000;

const settings = <Name extends keyof Behaviours>(name: Name) =>
  Object.keys(SWITCHES[name].settings) as Behaviours[Name][];

const ALL = settings('approvalBetweenSteps').flatMap((approvalBetweenSteps) =>
  settings('approvalRequests').map((approvalRequests) => ({ approvalBetweenSteps, approvalRequests })),
);

describe.each(ALL)('where an instance has %j', (behaviours) => {
  let instance: Instance;
  afterEach(() => instance.close());

  it('no gate opens after the approval in Assess', async () => {
    instance = await Instance.start({ stopped: true, serviceNow: { behaviours } });
    const { serviceNow, clock } = instance.sandbox;
    const build = instance.newBuild();
    expect(await instance.run('open', {}, build)).toMatchObject({ exitCode: 0 });
    const [{ number = '' } = {}] = instance.changesOf(build);
    const isClosed = async (state: string) => {
      expect(instance.changesOf(build)).toMatchObject([{ state }]);
      await serviceNow.idle();
      expect(instance.registrationsOf(build)).toMatchObject([{ status: 'waiting', decision: 'pending' }]);
      for (const [operation, inputs] of [
        ['open', {}],
        ['open', { implement: 'true' }],
        ['status', {}],
        ['verify', {}],
        ['verify', { implement: 'true' }],
        ['verify', { 'proceed-states': 'Assess, Authorize, Scheduled' }],
      ] as const) {
        const ran = await instance.run(operation, inputs, build);
        expect(ran.outputs).toMatchObject({ decision: 'pending', state });
        expect(ran.log).not.toMatch(/approved already|approved, but|not been requested/);
        if (operation === 'verify') expect(ran.exitCode).toBe(1);
      }
      expect(instance.changesOf(build)).toMatchObject([{ number, state }]);
    };

    await isClosed('-4');
    clock.advance(ASKED_MS);
    serviceNow.approve(number);
    await isClosed('-3');
    clock.advance(ASKED_MS);
    await isClosed('-3');
    serviceNow.approve(number);
    expect(await instance.run('verify', { implement: 'true' }, build)).toMatchObject({ exitCode: 0 });
    await serviceNow.idle();
    expect(instance.registrationsOf(build)).toMatchObject([{ decision: 'approved' }]);
  });
});
