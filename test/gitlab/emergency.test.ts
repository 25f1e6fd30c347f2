/** An emergency at 2 a.m.: a person plays the gate of a change that nobody has approved yet, and says why. */
import { USERS } from '@change-gate/sandbox';
import { afterEach, expect, it } from 'vitest';
import type { TestEnvironment } from '../environment/environment.ts';
import { gitlab } from '../gate/gitlab.ts';
import type { GateInputs } from '../gate/harness.ts';
import { describeOnGitLab, GitlabScenario } from './gitlab-scenario.ts';

const EMERGENCY = { 'emergency-reason': 'Checkout is down', incident: 'INC0010001' };
const TYPED = { CHANGE_GATE_EMERGENCY_REASON: 'Checkout is down', CHANGE_GATE_INCIDENT: 'INC0010001' };

describeOnGitLab('an emergency', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  async function startAndPlay(
    inputs: GateInputs,
    typed: (testEnv: TestEnvironment) => Record<string, string>,
    isAllowed = true,
  ) {
    const prepare = ({ sandbox: { serviceNow } }: TestEnvironment) => {
      serviceNow.database.insert('incident', { number: EMERGENCY.incident }, 'admin');
      if (isAllowed) serviceNow.grantRole(USERS.integration.userName, 'x_change_gate.emergency');
    };
    scenario = await GitlabScenario.startAndPause(gitlab, { 'change-type': 'emergency', ...inputs }, prepare);
    scenario.server.play(scenario.id, 'change:gate', 'impatient-developer', typed(scenario.testEnv));
    await scenario.build.ended;
    await scenario.testEnv.settled();
  }

  it.each([
    ['for the gate that a person plays', {}, TYPED],
    ['for the whole pipeline', EMERGENCY, {}],
  ])(
    'is deployed before its approval with the variables %s, and its change stays for people',
    async (_where, inputs, typed) => {
      await startAndPlay(inputs, () => typed);
      expect(scenario.build.view(), scenario.pipeline.log).toMatchObject({ succeeded: true, deployed: true });
      expect(scenario.job('change:gate').dotenv).toContain('\nCHANGE_DECISION=overridden\n');
      expect(scenario.job('change:close').status).toBe('success');
      expect(scenario.changes).toMatchObject([
        { state: '-3', close_code: '', work_end: expect.stringMatching(/^\d{4}-/) },
      ]);
      expect(scenario.registration).toMatchObject({ status: 'waiting' });
      scenario.testEnv.sandbox.serviceNow.approveAll(scenario.changes[0]?.number ?? '');
      scenario.testEnv.sandbox.serviceNow.move(scenario.changes[0]?.number ?? '', 'Implement');
      await scenario.testEnv.settled();
      expect(scenario.registration).toMatchObject({ status: 'ended', last_outcome: 'already-decided' });
    },
  );

  it('is deployed by a user that is for emergencies alone, who names the change', async () => {
    const night = USERS.changeManager;
    await startAndPlay(
      {},
      ({ sandbox: { serviceNow } }) => {
        for (const role of ['pipeline', 'emergency'])
          serviceNow.grantRole(night.userName, `x_change_gate.${role}`);
        return {
          ...TYPED,
          CHANGE_GATE_USERNAME: night.userName,
          CHANGE_GATE_PASSWORD: night.password,
          CHANGE_GATE_CHANGE_NUMBER: scenario.changes[0]?.number ?? '',
        };
      },
      false,
    );
    expect(scenario.build.view(), scenario.pipeline.log).toMatchObject({ succeeded: true, deployed: true });
    expect(scenario.changes).toMatchObject([{ state: '-3', work_end: expect.stringMatching(/^\d{4}-/) }]);
  });

  it('is not deployed by a user to whom no admin allows it, and ServiceNow plays the gate once it is approved', async () => {
    await startAndPlay({}, () => TYPED, false);
    expect(scenario.job('change:gate').trace).toContain('[NO_EMERGENCY]');
    expect(scenario.build.view()).toMatchObject({ succeeded: false, deployed: false });
    await scenario.approve();
    await scenario.testEnv.settled();
    await scenario.reaches('change:gate', 'success');
  });
});
