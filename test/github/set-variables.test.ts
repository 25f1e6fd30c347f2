/** What a workflow sets as environment variables decides neither whether `verify` asks, nor what `close` records. */
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { githubHarness } from '../gate/github.ts';
import type { GatedBuild } from '../gate/harness.ts';
import { ACTION_REF } from '../gate/references.ts';

const SERVICENOW = `instance-url: \${{ vars.CHANGE_GATE_INSTANCE_URL }}
          username: \${{ vars.CHANGE_GATE_USERNAME }}
          password: \${{ secrets.CHANGE_GATE_PASSWORD }}`;

/** @param variables the workflow's `env` */
const rollout = (variables: Readonly<Record<string, string>>) => `name: Rollout
on: workflow_dispatch
env: ${JSON.stringify(variables)}
permissions: { actions: read }
jobs:
  request:
    runs-on: ubuntu-latest
    steps:
      - name: Ask for the change
        uses: ${ACTION_REF}
        with:
          operation: open
          environment: production
          callback-token: \${{ secrets.CHANGE_GATE_CALLBACK_TOKEN }}
          data: '{"short_description": "Rollout"}'
          ${SERVICENOW}
  rollout:
    needs: request
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: echo "$LEFT_BY_A_STEP" >> "$GITHUB_ENV"
        if: env.LEFT_BY_A_STEP
      - name: Is it approved?
        uses: ${ACTION_REF}
        with:
          operation: verify
          environment: production
          ${SERVICENOW}
      - id: deploy
        run: echo "rolling out"
      - run: exit \${ROLLOUT_FAILS:-0}
  record:
    needs: rollout
    if: always()
    runs-on: ubuntu-latest
    steps:
      - name: Record how it went
        uses: ${ACTION_REF}
        with:
          operation: close
          environment: production
          ${SERVICENOW}
`;

describe('a workflow that sets', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  async function beginAndPause(variables: Readonly<Record<string, string>>): Promise<GatedBuild> {
    const ci = githubHarness({ workflows: { 'deploy.yml': rollout(variables) } });
    testEnv = await startTestEnvironment({}, ci);
    return testEnv.startAndPause(ci);
  }

  const TAKEN_FOR_A_POST = {
    STATE_started: 'true',
    STATE_isPost: 'true',
    'INPUT_CANCEL-WITH-WORKFLOW': 'true',
    INPUT_OPERATION: 'status',
  };

  it("the state of an action's own steps has verify ask all the same, in one request", async () => {
    const build = await beginAndPause(TAKEN_FOR_A_POST);
    const { serviceNow } = testEnv.sandbox;
    const before = serviceNow.requests.length;
    build.approveByHand();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
    expect(build.view().log).toMatch(/not approved yet\. Nothing may be deployed yet\..*\[NOT_APPROVED\]/);
    expect(serviceNow.requests.slice(before).map(({ method }) => method)).toEqual(['GET']);
  });

  it('an input in small letters, as no runner does, has verify ask for the change of the build all the same', async () => {
    const build = await beginAndPause({ LEFT_BY_A_STEP: 'INPUT_change-number=CHG0099999' });
    const { serviceNow } = testEnv.sandbox;
    const another = { number: 'CHG0099999', short_description: 'Another one', assignment_group: 'DevOps' };
    serviceNow.database.insert('change_request', another, 'admin');
    serviceNow.move('CHG0099999', 'Assess');
    serviceNow.approveAll('CHG0099999');
    serviceNow.move('CHG0099999', 'Implement');
    build.approveByHand();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
    expect(build.view().log).toMatch(/not approved yet.*\[NOT_APPROVED\]/);
  });

  it('what looks like an input of the step is told by the name of the variable', async () => {
    const ci = githubHarness({ workflows: { 'deploy.yml': rollout({ INPUT_VERSION: '2.4' }) } });
    testEnv = await startTestEnvironment({}, ci);
    const build = testEnv.start(ci);
    await build.ended;
    expect(build.view().log).toMatch(/version \(.* the job's variable INPUT_VERSION, .*\): no such input/);
    expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });

  it('what only verify leaves for close keeps a closing job from taking its own status for the deployment', async () => {
    const build = await beginAndPause({ CHANGE_GATE_VERIFIED: 'gate::,gate:change:', ROLLOUT_FAILS: '1' });
    const { serviceNow } = testEnv.sandbox;
    const before = serviceNow.requests.length;
    serviceNow.approveAll(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    await build.ended;
    // Those of verify, and none of close.
    expect(serviceNow.requests.slice(before).map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(build.view()).toMatchObject({ succeeded: false, deployed: true });
    expect(build.view().log).toMatch(/outcome: is not set or empty.*\[INVALID_INPUT\]/);
    expect(testEnv.change()).toMatchObject({ state: '-1', close_code: '' });
  });
});
