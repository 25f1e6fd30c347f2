/** What a change tells of what has changed since the last deployment, by GitHub's API, with the token that a job has anyway. */
import type { Run } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';

const { 'deploy.yml': WORKFLOW = '' } = documentedWorkflows('environment');
const READS = ', deployments: read, pull-requests: read';

let testEnv: TestEnvironment;
/** Was deployed before anything was merged. */
let first: Run;

beforeAll(async () => {
  const ci = githubHarness();
  testEnv = await startTestEnvironment({}, ci);
  await testEnv.startAndPause(ci);
  first = await deploy();
});
afterAll(() => testEnv.close());

/** The newest run's change is approved, and the run deploys and closes it. */
async function deploy(): Promise<Run> {
  const { serviceNow, github } = testEnv.sandbox;
  const run = github.runs.at(-1);
  const { number = '' } = changes().at(-1) ?? {};
  serviceNow.approveAll(number);
  serviceNow.move(number, 'Implement');
  await testEnv.settled();
  if (run === undefined) throw new Error('There is no run');
  expect(await run.finished).toBe('success');
  return run;
}

function changes(): Record<string, string>[] {
  return testEnv.sandbox.serviceNow
    .changes()
    .toSorted((one, other) => (one.number ?? '').localeCompare(other.number ?? ''));
}

/** Starts another run. @returns its change, when the run waits at its gate, and the row that counts for it */
async function open() {
  const { serviceNow, github } = testEnv.sandbox;
  const run = github.dispatch('deploy.yml', { actor: 'octocat', repository: 'globex/shop' });
  await run.waiting;
  const change = changes().at(-1) ?? {};
  const rows = serviceNow.database.query('x_change_gate_evidence', `sys_id=${change.x_change_gate_evidence}`);
  return { run, change, row: rows[0] ?? {} };
}

describe('a deployment', () => {
  it('tells what came since the change before, who wrote and who reviewed it, and what to go back to', async () => {
    const { github } = testEnv.sandbox;
    const [before] = changes();
    const by = { author: 'impatient-developer', mergedBy: 'octocat' };
    const reviews = [{ user: 'servicenow-bot' }];
    github.merge({ ...by, title: 'SHOP-1: A fix', reviews, commits: ['Begin', 'SHOP-2 End'] }, 'globex/shop');
    github.merge({ ...by, title: 'Nobody has seen this' }, 'globex/shop');
    const { run, change, row } = await open();
    expect(row).toMatchObject({
      changes_status: 'known',
      direction: 'ahead',
      total_num_of_commits: '3',
      commits_without_work_item: '1',
      commits_not_reviewed: '1',
      base_commit: first.sha,
      base_change: before?.number,
      commit_id: run.sha,
      work_items: 'SHOP-2\nSHOP-1',
    });
    const people = JSON.parse(row.people ?? '').map(({ role, login }: Record<string, string>) => [
      role,
      login,
    ]);
    expect(people).toEqual([
      ['trigger', 'octocat'],
      ['author', 'impatient-developer'],
      ['reviewer', 'servicenow-bot'],
    ]);
    expect(change.implementation_plan).toContain('#1 SHOP-1: A fix (by impatient-developer, approved by');
    const target = `${before?.number} (commit ${first.sha.slice(0, 12)})`;
    expect(change.backout_plan).toContain(`Deploy again what was deployed before: ${target}.`);
    expect(run.jobs.find(({ key }) => key === 'open-change')?.steps[0]?.outputs['rollback-to']).toBe(target);
    await deploy();
  });

  it('of the same commit says so', async () => {
    const { row } = await open();
    expect(row).toMatchObject({ changes_status: 'known', direction: 'same', total_num_of_commits: '0' });
    await deploy();
  });

  it('says which permission it lacks, and counts nothing as good', async () => {
    testEnv.sandbox.github.writeWorkflow('deploy.yml', WORKFLOW.replace(READS, ''), 'globex/shop');
    const { row, change } = await open();
    expect(row).toMatchObject({
      changes_status: 'known',
      total_num_of_commits: '1',
      commits_not_reviewed: '',
    });
    expect(change.implementation_plan).toContain('permissions: pull-requests: read');
    await deploy();
  });

  it('that is the first of its stream goes by what GitHub has deployed', async () => {
    const { github } = testEnv.sandbox;
    const other = WORKFLOW.replace('operation: open\n', '$&          stream: another one\n');
    github.writeWorkflow('deploy.yml', other, 'globex/shop');
    const deployed = github.runs.at(-1)?.sha;
    const { row } = await open();
    expect(row).toMatchObject({ changes_status: 'known', base_commit: deployed, base_change: '' });
    await deploy();
  });

  it('that nobody can compare is no deployment without changes', async () => {
    const { github } = testEnv.sandbox;
    const since = '1'.repeat(40);
    const other = WORKFLOW.replace('operation: open\n', `$&          since: "${since}"\n`);
    github.writeWorkflow('deploy.yml', other, 'globex/shop');
    const { row, change } = await open();
    expect(row).toMatchObject({ changes_status: 'unknown', direction: 'unknown', total_num_of_commits: '' });
    expect(change.implementation_plan).toContain('What changed is not known.');
    expect(change.implementation_plan).toContain(
      `GitHub answered 404 when asked for the commits between ${since}`,
    );
  });
});
