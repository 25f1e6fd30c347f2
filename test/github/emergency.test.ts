/** An emergency at 2 a.m.: a person starts the workflow with its reason, and releases its environment by hand. */
import { USERS } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { githubHarness } from '../gate/github.ts';

const NIGHT = USERS.changeManager;

describe('an emergency', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  it.each([
    [{ 'emergency-reason': 'Checkout is down', incident: 'INC0010001' }, true],
    [{}, false],
  ])('whose environment a person releases, started with %j: deployed %j', async (inputs, deployed) => {
    const ci = githubHarness({
      gate: 'emergency',
      start: (server) =>
        server.dispatch('deploy.yml', { actor: 'octocat', repository: 'globex/shop', inputs }),
    });
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    const { serviceNow, github } = testEnv.sandbox;
    serviceNow.database.insert('incident', { number: 'INC0010001' }, 'admin');
    for (const role of ['pipeline', 'emergency'])
      serviceNow.grantRole(NIGHT.userName, `x_change_gate.${role}`);
    github.setVariable('EMERGENCY_USERNAME', NIGHT.userName, 'globex/shop');
    github.setSecret('EMERGENCY_PASSWORD', NIGHT.password, 'globex/shop');
    const build = testEnv.start(ci);
    await build.paused;
    build.approveByHand();
    await build.ended;
    const [run] = github.runs;
    expect(build.view(), run?.log).toMatchObject({ succeeded: deployed, deployed });
    if (!deployed) return;
    expect(run?.outputs).toMatchObject({ deploy: { decision: 'overridden' } });
    expect(run?.jobs[1]?.summary).toContain('<th>Decision</th><td>overridden</td>');
    expect(testEnv.change()).toMatchObject({ state: '-3', work_end: expect.stringMatching(/^\d{4}-/) });
    expect(run?.log).toContain('it stays open until it is approved and reviewed');
  });
});
