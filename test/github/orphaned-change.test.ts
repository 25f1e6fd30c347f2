/** Runs that end without a deployment, in a workflow that a platform team wrote itself: what becomes of their change. */
import type { Run } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';
import { byToken } from '../gate/github-guide.ts';
import { ACTION_REF } from '../gate/references.ts';

const TIDY = `
  tidy-up:
    name: Leave no change behind
    needs: [request, rollout]
    if: always() && (cancelled() || needs.request.result == 'success') && needs.rollout.outputs.decision == ''
    runs-on: [self-hosted]
    steps:
      - uses: ${ACTION_REF}
        with: { operation: cancel, unless-decided: true, gate-name: eu, password: "\${{ secrets.CHANGE_GATE_PASSWORD }}" }
`;

const RELEASE = `
name: Release EU
on: { workflow_dispatch: {} }
permissions: { actions: read }
env:
  CHANGE_GATE_INSTANCE_URL: \${{ vars.CHANGE_GATE_INSTANCE_URL }}
  CHANGE_GATE_USERNAME: \${{ vars.CHANGE_GATE_USERNAME }}
jobs:
  request:
    runs-on: [self-hosted]
    steps:
      - uses: ${ACTION_REF}
        with:
          operation: open
          gate: environment
          environment: production
          gate-name: eu
          password: \${{ secrets.CHANGE_GATE_PASSWORD }}
          callback-token: \${{ secrets.CHANGE_GATE_CALLBACK_TOKEN }}
          data: '{"short_description": "Release of the web shop in the EU"}'
  rollout:
    needs: request
    runs-on: [self-hosted]
    environment: production
    outputs: { decision: "\${{ steps.approved.outputs.decision }}" }
    steps:
      - id: approved
        uses: ${ACTION_REF}
        with: { operation: verify, gate-name: eu, password: "\${{ secrets.CHANGE_GATE_PASSWORD }}" }
      - id: deploy
        run: echo rolled out
${TIDY}`;

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

const day = 24 * 3_600_000;

async function begin(release: string): Promise<Run> {
  const ci = githubHarness({ workflows: { 'release.yml': release }, starts: 'release.yml' });
  testEnv = await startTestEnvironment({}, ci);
  await testEnv.startAndPause(ci);
  const [run] = testEnv.sandbox.github.runs;
  if (run === undefined) throw new Error('There is no run');
  return run;
}

const notes = () =>
  testEnv.sandbox.serviceNow.database
    .query('sys_journal_field', `element_id=${testEnv.change().sys_id}^element=work_notes`)
    .map(({ value }) => value);

const deployed = ({ jobs }: Run) =>
  jobs.some(({ steps }) => steps.some(({ id, outcome }) => id === 'deploy' && outcome === 'success'));

async function approve(): Promise<void> {
  testEnv.sandbox.serviceNow.approveAll(testEnv.number);
  testEnv.sandbox.serviceNow.move(testEnv.number, 'Implement');
  await testEnv.settled();
}

describe('a change for which nobody has decided is canceled with its registration', () => {
  it.each<[string, (run: Run) => void]>([
    [
      'a person rejects the deployment',
      (run) => testEnv.sandbox.github.reject(run.id, 'production', 'impatient-developer'),
    ],
    ['the run is cancelled at its gate', (run) => testEnv.sandbox.github.cancel(run.id)],
    ['nobody reviews for 30 days', () => testEnv.sandbox.clock.advance(30 * day)],
  ])('when %s', async (_what, end) => {
    const run = await begin(RELEASE);
    end(run);
    await run.finished;
    await testEnv.settled();
    expect(testEnv.change()).toMatchObject({ state: '4', approval: expect.not.stringMatching('approved') });
    expect(testEnv.registration()).toMatchObject({ status: 'withdrawn', token: '' });
    expect(deployed(run)).toBe(false);
  });
});

it('all jobs that run again after that open another change', async () => {
  const run = await begin(RELEASE);
  const { github, serviceNow } = testEnv.sandbox;
  github.reject(run.id, 'production', 'impatient-developer');
  await run.finished;
  github.rerun(run.id, 'octocat');
  await run.waiting;
  expect(serviceNow.changes().map(({ state }) => state)).toEqual(expect.arrayContaining(['4', '-4']));
});

describe('a change stays', () => {
  it('as people left it when they have rejected it, and is asked for again by all jobs', async () => {
    const run = await begin(RELEASE);
    testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
    await testEnv.settled();
    expect(await run.finished).toBe('failure');
    expect(run.jobs.find(({ key }) => key === 'tidy-up')?.conclusion).toBe('success');
    expect(testEnv.change()).toMatchObject({ state: '-5', approval: 'rejected' });
    testEnv.sandbox.github.rerun(run.id, 'octocat');
    await run.waiting;
    expect(testEnv.change()).toMatchObject({ state: '-4', approval: 'requested' });
  });

  it('when a person has approved too early in GitHub, for all jobs again', async () => {
    const run = await begin(RELEASE);
    const { github } = testEnv.sandbox;
    github.approve(run.id, 'production', 'impatient-developer');
    expect(await run.finished).toBe('failure');
    expect(run.jobs.map(({ key, conclusion }) => [key, conclusion])).toContainEqual(['tidy-up', 'skipped']);
    expect(testEnv.change()).toMatchObject({ state: '-4' });
    github.rerun(run.id, 'octocat');
    await run.waiting;
    await approve();
    await testEnv.pass(60_000);
    await run.finished;
    expect(run.jobs.map(({ key }) => key)).toContain('rollout');
    expect(run.log).toContain('the build may go on');
  });

  it('approved, with a note, when the job that deploys tells nothing of itself', async () => {
    const run = await begin(RELEASE.replace(/ {4}outputs: .*\n/, ''));
    await approve();
    await run.finished;
    expect(deployed(run)).toBe(true);
    expect(testEnv.change()).toMatchObject({ state: '-1', approval: 'approved' });
    expect(notes()).toContainEqual(
      expect.stringMatching(/^GitHub run \d+ of .* is over and has not closed this change/),
    );
  });

  it('open where the workflow has no such job, and says within two days that no build waits', async () => {
    const run = await begin(RELEASE.replace(TIDY, ''));
    testEnv.sandbox.github.reject(run.id, 'production', 'impatient-developer');
    await run.finished;
    for (let time = 0; time < 8; time += 1) await testEnv.pass(6 * 3_600_000 + 60_000);
    expect(testEnv.registration()).toMatchObject({ status: 'ended', last_outcome: 'build-ended', token: '' });
    expect(testEnv.change()).toMatchObject({ state: '-4' });
    expect(notes()).toContainEqual(
      expect.stringMatching(/^No build waits for this change any more.*conclusion is failure\./),
    );
  });
});

describe('the second workflow of a gate: dispatch', () => {
  const STAGING = { name: 'staging', reviewers: ['octocat'] };
  const WORKFLOWS = byToken(documentedWorkflows('dispatch'));

  async function dispatched(deploys: (yaml: string) => string): Promise<Run> {
    const workflows = { ...WORKFLOWS, 'deploy.yml': deploys(WORKFLOWS['deploy.yml'] ?? '') };
    const ci = githubHarness({ workflows, starts: 'open-change.yml', environments: [STAGING] });
    testEnv = await startTestEnvironment({ statusDelayMs: 0 }, ci);
    testEnv.listServer(ci);
    testEnv.start(ci);
    const [opening] = testEnv.sandbox.github.runs;
    await opening?.finished;
    await approve();
    const [, second] = testEnv.sandbox.github.runs;
    if (second === undefined) throw new Error('Nothing was started');
    return second;
  }

  const noted = () =>
    expect(notes()).toContainEqual(expect.stringMatching(/ is over and has not closed this change/));

  it('says on the change that it is over when it fails before it has verified, and deploys when it runs again', async () => {
    const second = await dispatched((yaml) =>
      yaml.replace('    steps:\n', '    steps:\n      - run: test "$GITHUB_RUN_ATTEMPT" != 1\n'),
    );
    expect(await second.finished).toBe('failure');
    noted();
    expect(testEnv.change()).toMatchObject({ state: '-1', approval: 'approved' });
    testEnv.sandbox.github.rerunFailed(second.id, 'octocat');
    expect(await second.finished).toBe('success');
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('says so when it is cancelled before', async () => {
    const second = await dispatched((yaml) =>
      yaml.replace('    runs-on', '    environment: staging\n    runs-on'),
    );
    testEnv.sandbox.github.cancel(second.id);
    await second.finished;
    noted();
  });
});
