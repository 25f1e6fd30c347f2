/** Several jobs behind `open`, as docs/github.md says: a gate for each, or one for all. */
import type { Run } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { waitUntil } from '../environment/timeouts.ts';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';
import { approveChangeOf, changeOf } from '../gate/github-gates.ts';

/** The documented jobs `open-change` and `deploy`. */
const [DEPLOY = ''] = (documentedWorkflows('environment')['deploy.yml'] ?? '').split('  cancel-change:');

const REGIONS = ['eu', 'us'];

/** Both jobs once for each region. */
function matrix(): string {
  return DEPLOY.replaceAll(
    'environment: production',
    'environment: production-${{ matrix.region }}',
  ).replaceAll(
    / {4}runs-on: .*\n/g,
    `$&    strategy: { fail-fast: false, matrix: { region: [${REGIONS.join(', ')}] } }\n`,
  );
}

/** A second job at the environment, and a third that closes the change for both. */
function oneGate(): string {
  const at = DEPLOY.indexOf('      - if: always()');
  const [head, close] = [DEPLOY.slice(0, at), DEPLOY.slice(at)];
  const deploy = head.slice(head.indexOf('  deploy:\n'));
  return `${head}${deploy.replace('  deploy:', '  deploy-docs:')}  close-change:
    needs: [deploy, deploy-docs]
    if: always() && needs.deploy.outputs.decision == 'approved'
    runs-on: ubuntu-latest
    steps:
${close
  .replace("if: always() && steps.verify.outcome == 'success'\n        ", '')
  .replace(
    'operation: close\n',
    '$&          outcome: ${{ needs.deploy.result }},${{ needs.deploy-docs.result }}\n',
  )}`;
}

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

/** @returns the run, when as many jobs wait */
async function beginAndPause(workflow: string, environments: readonly string[], jobs: number): Promise<Run> {
  const reviewers = ['servicenow-bot', 'impatient-developer'];
  const ci = githubHarness({
    workflows: { 'deploy.yml': workflow },
    environments: environments.map((name) => ({ name, reviewers })),
  });
  testEnv = await startTestEnvironment({}, ci);
  testEnv.listServer(ci);
  testEnv.start(ci);
  const { github } = testEnv.sandbox;
  const [run] = github.runs;
  if (run === undefined) throw new Error('There is no run');
  run.waiting.catch(() => {});
  await waitUntil(
    () => run.jobs.filter(({ status }) => status === 'waiting').length === jobs,
    (listener) => github.on(listener),
    `${jobs} jobs that wait`,
    () => run.log,
  );
  return run;
}

/** Resolves when a job waits that comes after `deploy`. */
async function waitsAgain(run: Run): Promise<void> {
  await waitUntil(
    () => run.jobs.some(({ key, status }) => key === 'deploy-docs' && status === 'waiting'),
    (listener) => testEnv.sandbox.github.on(listener),
    'deploy-docs to wait',
    () => run.log,
  );
}

describe('a matrix', () => {
  it('has a change and an environment for each of its jobs, and a denial stops only its own', async () => {
    const run = await beginAndPause(matrix(), ['production-eu', 'production-us'], 2);
    const { serviceNow } = testEnv.sandbox;
    const changeIn = (region: string) => changeOf(testEnv, `production-${region}`);
    expect(new Set(REGIONS.map(changeIn)).size).toBe(2);

    serviceNow.reject(changeIn('us'), 'Not on a Friday');
    await testEnv.settled();
    await approveChangeOf(testEnv, 'production-eu');
    await run.finished;
    const ended = run.jobs.filter(({ key }) => key === 'deploy');
    expect(ended.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ['deploy (eu)', 'success'],
      ['deploy (us)', 'failure'],
    ]);
    expect(run.reviews.map(({ environment, state }) => [environment, state])).toEqual([
      ['production-us', 'rejected'],
      ['production-eu', 'approved'],
    ]);
    const changes = REGIONS.map((region) =>
      serviceNow.changes().find(({ number }) => number === changeIn(region)),
    );
    expect(changes).toMatchObject([{ state: '3', close_code: 'successful' }, { state: '-5' }]);
  });
});

describe('several jobs at one environment', () => {
  it('are released by one review, and their change is closed after the last', async () => {
    const run = await beginAndPause(oneGate(), ['production'], 2);
    const { serviceNow } = testEnv.sandbox;
    serviceNow.approveAll(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    await testEnv.settled();
    expect(await run.finished).toBe('success');
    expect(run.reviews).toHaveLength(1);
    expect(run.jobs.map(({ key }) => key)).toEqual(['open-change', 'deploy', 'deploy-docs', 'close-change']);
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it.each([
    ['says nothing of', ''],
    ['misspells', '          outcome: ${{ needs.deploi.result }}\n'],
  ])('leave the change open where the closing job %s the outcome', async (_what, outcome) => {
    const workflow = oneGate().replace(/ +outcome: \$\{\{ needs.deploy.result \}\}.*\n/, outcome);
    const run = await beginAndPause(workflow, ['production'], 2);
    const { serviceNow } = testEnv.sandbox;
    serviceNow.approveAll(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    await testEnv.settled();
    expect(await run.finished).toBe('failure');
    expect(run.log).toMatch(/outcome: is not set or empty.*needs\.deploy\.result.*\[INVALID_INPUT\]/);
    expect(testEnv.change()).toMatchObject({ state: '-1', close_code: '' });
  });

  it('of which a later one waits for a person, while the change is still in Implement', async () => {
    const later = oneGate().replace(
      'deploy-docs:\n    needs: open-change',
      'deploy-docs:\n    needs: [open-change, deploy]',
    );
    const run = await beginAndPause(later, ['production'], 1);
    const { github, serviceNow } = testEnv.sandbox;
    serviceNow.approveAll(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    await testEnv.settled();
    await waitsAgain(run);
    expect(testEnv.registration()).toMatchObject({ status: 'delivered' });
    expect(run.reviews).toHaveLength(1);

    github.approve(run.id, 'production', 'impatient-developer');
    expect(await run.finished).toBe('success');
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });
});
