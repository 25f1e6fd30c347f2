/** The gate in a workflow that others call: docs/github.md's jobs, behind `workflow_call`. */
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';

const [, ENV = '', JOBS = ''] = (documentedWorkflows('environment')['deploy.yml'] ?? '').split(
  /\n(?=env:|jobs:)/,
);

const GATED = `name: Gated deployment
on:
  workflow_call:
    inputs: { environment: { type: string, required: true } }
    secrets: { CHANGE_GATE_PASSWORD: { required: true }, CHANGE_GATE_CALLBACK_TOKEN: { required: true } }
    outputs: { decision: { value: "\${{ jobs.deploy.outputs.decision }}" } }
permissions: { actions: read, contents: read }
${ENV}
${JOBS.replaceAll('environment: production', `environment: \${{ inputs.environment }}`)}`;

const CALLER = `name: Release
on: workflow_dispatch
permissions: { actions: read, contents: read }
jobs:
  release:
    uses: ./.github/workflows/gated.yml
    with: { environment: production }
    secrets: inherit
  announce:
    needs: release
    runs-on: ubuntu-latest
    steps: [{ run: 'echo "announced as \${{ needs.release.outputs.decision }}"' }]
`;

const CI = githubHarness({ workflows: { 'gated.yml': GATED, 'deploy.yml': CALLER } });

describe('a gate in a reusable workflow', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  it('opens the change, waits, is released by ServiceNow, verifies and closes', async () => {
    testEnv = await startTestEnvironment({}, CI);
    const build = await testEnv.startAndPause(CI);
    const { serviceNow, github } = testEnv.sandbox;
    expect(github.runs[0]?.waitingAt).toEqual(['production']);
    serviceNow.approveAll(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    await build.ended;
    await testEnv.settled();
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
    expect(build.view().log).toContain('announce | announced as approved');
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(testEnv.registration()).toMatchObject({ status: 'delivered', decision: 'approved', token: '' });
  });

  it('is rejected there when the change is', async () => {
    testEnv = await startTestEnvironment({}, CI);
    const build = await testEnv.startAndPause(CI);
    testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
    await build.ended;
    await testEnv.settled();
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false, answers: ['denied'] });
    expect(build.view().log).not.toContain('announced');
    expect(testEnv.registration()).toMatchObject({ status: 'delivered', decision: 'denied' });
  });
});
