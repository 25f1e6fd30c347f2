/** Instance and sign-in from a job's environment, in a workflow that gives them to no step. */
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { githubHarness } from '../gate/github.ts';
import { ACTION_REF } from '../gate/references.ts';

/** @param variables the job's `env`, beyond where ServiceNow is */
const ship = (variables: string, before = 'echo begin') => `name: Ship
on: workflow_dispatch
permissions: { actions: read }
jobs:
  ask:
    runs-on: ubuntu-latest
    env:
      CHANGE_GATE_INSTANCE_URL: \${{ vars.CHANGE_GATE_INSTANCE_URL }}
      CHANGE_GATE_USERNAME: \${{ vars.CHANGE_GATE_USERNAME }}
${variables}
    steps:
      - run: ${before}
      - uses: ${ACTION_REF}
        with:
          operation: open
          environment: production
          instance-url: ''
          callback-token: \${{ secrets.CHANGE_GATE_CALLBACK_TOKEN }}
          data: 'short_description: Ship it'
      - if: always()
        run: echo "password=\${CHANGE_GATE_PASSWORD:-none}"
`;

const PASSWORD = '      CHANGE_GATE_PASSWORD: ${{ secrets.CHANGE_GATE_PASSWORD }}';

describe("a job's environment", () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  async function run(workflow: string): Promise<string> {
    const ci = githubHarness({ workflows: { 'deploy.yml': workflow } });
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    const build = testEnv.start(ci);
    await build.ended;
    return build.view().log;
  }

  it('tells a step where the instance is and how to sign in, where the step is not given it', async () => {
    expect(await run(ship(PASSWORD))).toContain('ServiceNow calls back when');
    expect(testEnv.change()).toMatchObject({ short_description: 'Ship it' });
  });

  it('has a password masked that no secret of GitHub holds, and is named where it is wrong', async () => {
    const vault = 'echo "CHANGE_GATE_PASSWORD=of-another-user" >> "$GITHUB_ENV"';
    const log = await run(
      ship('', `${vault} && echo "CHANGE_GATE_API_KEY=k3y-of-the-vault" >> "$GITHUB_ENV"`),
    );
    expect(log).toMatch(/must fit one way to sign in to ServiceNow; found .*CHANGE_GATE_API_KEY/);
    expect(log).toContain('password=***');
    expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });

  it('gives no policy: a variable that names one is an error, and no change is opened', async () => {
    const log = await run(ship(`${PASSWORD}\n      CHANGE_GATE_WINDOW_POLICY: enforce`));
    expect(log).toMatch(/CHANGE_GATE_WINDOW_POLICY: is read from no variable.*\[INVALID_INPUT\]/);
    expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });
});
