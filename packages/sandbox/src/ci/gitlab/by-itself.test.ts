/** What GitLab does by itself: makes jobs of one, runs them again, cancels pipelines, refuses outdated deployments. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { request } from './fixtures/request.ts';
import type { Pipeline } from './pipeline.ts';
import { GitlabServer, missingForGitlab } from './server.ts';

const BOT = { 'PRIVATE-TOKEN': 'glpat-bot' };
const DEVELOPER = { 'PRIVATE-TOKEN': 'glpat-developer' };
const WEEK_MS = 7 * 24 * 3_600_000;

const clock = new SandboxClock();
let gitlab: GitlabServer;
beforeAll(async () => {
  gitlab = await GitlabServer.start({
    schemaCheck: false,
    clock,
    tokens: [
      { token: 'glpat-bot', user: 'bot', role: 'maintainer', scopes: ['api'] },
      { token: 'glpat-developer', user: 'dev', role: 'developer', scopes: ['api'] },
    ],
    images: {},
    statusDelayMs: 0,
    project: { protectedTags: [{ name: 'v*', allowedToCreate: 'maintainer' }] },
  });
});
afterAll(() => gitlab.close());

const statuses = (pipeline: Pipeline) =>
  pipeline.jobs.map(({ name, status, superseded }) => `${name} ${superseded ? 'once ' : ''}${status}`);

/** Pushes one commit after another, each to a branch of this test. */
function pushTo(branch: string, yaml: string): () => Promise<Pipeline> {
  let commits = 0;
  return async () => {
    commits += 1;
    const pipeline = gitlab.run(yaml, { branch, files: { commit: String(commits) } });
    await Promise.race([pipeline.paused, pipeline.finished]).catch(() => {});
    return pipeline;
  };
}

/** Resolves when the pipeline has this status. */
async function reaches(pipeline: Pipeline, status: Pipeline['status']): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => pipeline.status === status && resolve();
  const stop = gitlab.on(look);
  look();
  await promise.finally(stop);
}

const play = (pipeline: Pipeline, job: string, headers = BOT) =>
  request(gitlab.url, 'POST', `/projects/1217/jobs/${pipeline.job(job)?.id}/play`, headers);

describe.skipIf(missingForGitlab().length > 0)("the sandbox's GitLab", () => {
  it('makes a job for each combination, and who needs them needs all or those that it names', async () => {
    const pipeline = gitlab.run(`
default: {before_script: [echo before], after_script: [echo after]}
stages: [deploy, after]
deploy:
  stage: deploy
  parallel: {matrix: [{REGION: [eu, us], TIER: prod}, {REGION: ap}]}
  environment: $TIER/$REGION
  script: ['echo "$REGION $TIER $CI_NODE_INDEX/$CI_NODE_TOTAL $CI_ENVIRONMENT_NAME"', 'test $REGION != us']
shard: {stage: deploy, parallel: 2, script: ['echo $CI_NODE_INDEX'], inherit: {default: [after_script]}}
all: {stage: after, needs: [deploy, shard], script: [echo]}
one: {stage: after, needs: [{job: deploy, parallel: {matrix: [{REGION: eu, TIER: prod}]}}], script: [echo]}
`);
    await pipeline.finished;
    expect(statuses(pipeline)).toEqual([
      'deploy: [eu, prod] success',
      'deploy: [us, prod] failed',
      'deploy: [ap] success',
      'shard 1/2 success',
      'shard 2/2 success',
      'all skipped',
      'one success',
    ]);
    const { trace } = pipeline.job('deploy: [eu, prod]') ?? {};
    expect(trace).toMatch(/^before\n.*\neu prod 1\/3 prod\/eu\n.*\nafter$/ms);
    expect(pipeline.job('shard 2/2')?.trace).toMatch(/^2\n.*\nafter$/ms);
    expect(pipeline.job('shard 2/2')?.trace).not.toContain('before');
  });

  it('runs a failed job again as often as it may, a manual one too, before anything follows from it', async () => {
    const pipeline = gitlab.run(`
stages: [change, deploy]
gate: {stage: change, when: manual, allow_failure: false, retry: {max: 1, when: script_failure}, script: [exit 1]}
deploy: {stage: deploy, retry: 2, script: ['test "$CI_JOB_NAME" = other']}
other: {stage: change, retry: {max: 2, when: runner_system_failure}, allow_failure: true, script: [exit 1]}
`);
    await pipeline.paused;
    await play(pipeline, 'gate');
    await pipeline.finished;
    expect(statuses(pipeline)).toEqual(['gate once failed', 'deploy skipped', 'other failed', 'gate failed']);
  });

  const GATED = `
build: {interruptible: true, script: [echo]}
gate: {stage: .post, when: manual, allow_failure: false, script: [echo]}
`;

  it('cancels a pipeline whose started jobs may be interrupted when a newer commit has one, unless it is a week old', async () => {
    const push = pushTo('interruptible', GATED);
    const [first, second] = [await push(), await push()];
    expect(first.status).toBe('canceled');
    clock.advance(WEEK_MS + 1);
    await push();
    expect(second.status).toBe('manual');

    const pushOther = pushTo('conservative', GATED.replace('interruptible: true', 'interruptible: false'));
    const older = await pushOther();
    await pushOther();
    expect(older.status).toBe('manual');
  });

  it('cancels the jobs that may be interrupted, where the workflow says so', async () => {
    const push = pushTo(
      'jobs',
      `
workflow: {auto_cancel: {on_new_commit: interruptible}}
gate: {stage: build, when: manual, allow_failure: false, script: [echo]}
deploy: {stage: deploy, interruptible: true, script: [echo]}
`,
    );
    const older = await push();
    await push();
    expect(statuses(older)).toEqual(['gate manual', 'deploy canceled']);
  });

  it('cancels what is left when a job fails, where the workflow says so', async () => {
    const pipeline = gitlab.run(`
workflow: {auto_cancel: {on_job_failure: all}}
may-fail: {stage: build, allow_failure: true, script: [exit 1]}
deploy: {stage: test, retry: 1, script: [exit 1]}
close: {stage: deploy, when: always, script: [echo]}
`);
    await pipeline.finished;
    expect(statuses(pipeline)).toEqual([
      'may-fail failed',
      'deploy once failed',
      'close canceled',
      'deploy failed',
    ]);
  });

  it('lets no older pipeline deploy over a newer one, unless somebody runs the job again', async () => {
    const push = pushTo(
      'outdated',
      `
workflow: {auto_cancel: {on_new_commit: none}}
gate: {stage: build, when: manual, allow_failure: false, script: [echo]}
deploy: {stage: deploy, environment: production, script: [echo]}
by-hand: {stage: build, when: manual, allow_failure: true, environment: production, script: [echo]}
stop: {stage: build, when: manual, allow_failure: true, environment: {name: production, action: stop}, script: [echo]}
`,
    );
    const [older, newer] = [await push(), await push()];
    await play(newer, 'gate');
    await newer.finished;
    expect(await play(older, 'by-hand')).toMatchObject({ status: 403 });
    expect(await play(older, 'stop')).toMatchObject({ status: 200 });
    await play(older, 'gate');
    await older.finished;
    expect(older.job('deploy')).toMatchObject({ failureReason: 'failed_outdated_deployment_job' });
    gitlab.retry(older.id, 'dev');
    await older.finished;
    expect(older.job('deploy')).toMatchObject({ status: 'success' });
  });

  it('has pipelines for tags, whose jobs only those may play who may create the tag', async () => {
    const yaml = `
release: {when: manual, allow_failure: false, rules: [{if: $CI_COMMIT_TAG =~ /^v/}], script: ['echo "$CI_COMMIT_TAG, [$CI_COMMIT_BRANCH] $CI_COMMIT_REF_PROTECTED"']}
never: {rules: [{if: $CI_COMMIT_BRANCH}], script: [echo]}
`;
    const pipeline = gitlab.run(yaml, { tag: 'v1.0.0' });
    await pipeline.paused;
    expect(statuses(pipeline)).toEqual(['release manual']);
    expect(await play(pipeline, 'release', DEVELOPER)).toMatchObject({ status: 403 });
    expect(await play(pipeline, 'release')).toMatchObject({
      status: 200,
      body: { tag: true, ref: 'v1.0.0' },
    });
    await pipeline.finished;
    expect(pipeline.job('release')?.trace).toContain('v1.0.0, [] true');
  });

  it('has pipelines for merge requests and merge trains, whose jobs a developer may play', async () => {
    const yaml = `
test: {when: manual, allow_failure: false, rules: [{if: $CI_PIPELINE_SOURCE == "merge_request_event"}], script: ['echo "$CI_MERGE_REQUEST_EVENT_TYPE [$CI_COMMIT_BRANCH]"']}
never: {rules: [{if: $CI_COMMIT_BRANCH}], script: [echo]}
`;
    const mergeRequest = { iid: 7, sourceBranch: 'feature', event: 'merge_train' } as const;
    const pipeline = gitlab.run(yaml, { mergeRequest });
    await pipeline.paused;
    expect(await play(pipeline, 'test', DEVELOPER)).toMatchObject({
      status: 200,
      body: { ref: 'refs/merge-requests/7/train', pipeline: { source: 'merge_request_event' } },
    });
    await pipeline.finished;
    expect(pipeline.job('test')?.trace).toContain('merge_train []');
  });

  it('starts a delayed job when its time has come, or somebody plays it, and holds up what comes after it', async () => {
    const pipeline = gitlab.run(`
stages: [deploy, after]
later: {stage: deploy, when: delayed, start_in: 30 minutes, script: ['echo "manual: $CI_JOB_MANUAL"']}
much-later: {stage: deploy, script: [echo], rules: [{if: $CI, when: delayed, start_in: 1 day}]}
never: {stage: deploy, when: delayed, start_in: 1 week, allow_failure: true, script: [echo]}
after: {stage: after, script: [echo]}
`);
    await reaches(pipeline, 'scheduled');
    expect(statuses(pipeline)).toEqual([
      'later scheduled',
      'much-later scheduled',
      'never scheduled',
      'after created',
    ]);
    expect(await play(pipeline, 'much-later')).toMatchObject({ status: 200 });
    clock.advance(30 * 60_000);
    await request(gitlab.url, 'POST', `/projects/1217/jobs/${pipeline.job('never')?.id}/cancel`, BOT);
    expect(await pipeline.finished).toBe('success');
    expect(statuses(pipeline)).toEqual([
      'later success',
      'much-later success',
      'never canceled',
      'after success',
    ]);
    expect(pipeline.job('later')?.trace).toContain('manual: true');
  });

  it.each([
    ['no variables where it forwards none', 'forward: {yaml_variables: false}}', '[]'],
    ['those alone that it takes itself', 'forward: {}}, inherit: {variables: [TAKEN]}', '[taken job]'],
  ])('gives a child, by the job that starts it, %s', async (_which, end, said) => {
    const pipeline = gitlab.run(
      `
variables: {GIVEN: "given ", TAKEN: "taken "}
start: {variables: {OWN: job}, trigger: {include: child.yml, strategy: depend, ${end}}
`,
      { files: { 'child.yml': 'say: {script: [\'echo "[$GIVEN$TAKEN$OWN]"\']}' } },
    );
    await pipeline.finished;
    expect(gitlab.pipelines.at(-1)?.job('say')?.trace).toContain(said);
  });
});
