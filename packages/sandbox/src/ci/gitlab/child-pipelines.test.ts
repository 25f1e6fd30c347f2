import { afterEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import type { RunOptions } from './options.ts';
import type { Pipeline } from './pipeline.ts';
import { GitlabServer, missingForGitlab } from './server.ts';

const MISSING = missingForGitlab();
const NAME = `child pipelines of the sandbox's GitLab${MISSING.length > 0 ? ` (this machine lacks ${MISSING.join(', ')})` : ''}`;

const PARENT = `
stages: [build, release, after]
default: {image: tools, before_script: [echo before]}
number: {stage: build, script: [echo NUMBER=CHG1 > n.env], artifacts: {reports: {dotenv: n.env}}}
start:
  stage: release
  variables: {CHANGE: "$NUMBER of $CI_PIPELINE_ID for $$5"}
  trigger: {include: child.yml, strategy: depend}
after: {stage: after, script: [echo all done]}
`;

const CHILD = `
stages: [change, deploy]
gate: {stage: change, when: manual, allow_failure: false, script: ['test "$GATE" != closed']}
deploy:
  stage: deploy
  script: ['echo "$CHANGE, $CI_PIPELINE_SOURCE $CI_UPSTREAM_PIPELINE_ID"']
`;

let gitlab: GitlabServer;
afterEach(() => gitlab.close());

async function push(yaml: string, child: string, options: RunOptions = {}): Promise<Pipeline> {
  gitlab = await GitlabServer.start({
    schemaCheck: false,
    clock: new SandboxClock(),
    tokens: [{ token: 'glpat-bot', user: 'change-bot', role: 'maintainer', scopes: ['api'] }],
    images: { tools: {} },
  });
  return gitlab.run(yaml, { ...options, files: { 'child.yml': child } });
}

/** Resolves with the newest child when it has this status. */
async function child(parent: Pipeline, status: Pipeline['status']): Promise<Pipeline> {
  const { promise, resolve } = Promise.withResolvers<Pipeline>();
  const look = () => {
    const newest = gitlab.pipelines.findLast(({ upstream }) => upstream?.pipeline === parent.id);
    if (newest?.status === status) resolve(newest);
  };
  const stop = gitlab.on(look);
  look();
  return await promise.finally(stop);
}

async function get(pipeline: Pipeline, what: 'jobs' | 'bridges'): Promise<{ name: string }[]> {
  const response = await fetch(`${gitlab.url}/api/v4/projects/1217/pipelines/${pipeline.id}/${what}`, {
    headers: { 'PRIVATE-TOKEN': 'glpat-bot' },
  });
  return response.json() as Promise<{ name: string }[]>;
}

async function post(path: string): Promise<number> {
  const headers = { 'PRIVATE-TOKEN': 'glpat-bot' };
  const response = await fetch(`${gitlab.url}/api/v4/projects/1217${path}`, { method: 'POST', headers });
  return response.status;
}

const statuses = (pipeline: Pipeline) =>
  Object.fromEntries(pipeline.jobs.filter((job) => !job.superseded).map((job) => [job.name, job.status]));

describe.skipIf(MISSING.length > 0)(NAME, () => {
  it('stand at their gate while the job that started them runs without a runner, and end it', async () => {
    const parent = await push(PARENT, CHILD);
    const started = await child(parent, 'manual');
    expect(started.id).not.toBe(parent.id);
    expect(started.sha).toBe(parent.sha);
    expect(statuses(parent)).toEqual({ number: 'success', start: 'running', after: 'created' });
    const held = parent.heldRunnerMs;

    expect((await get(parent, 'jobs')).map((job) => job.name)).toEqual(['after', 'number']);
    expect(await get(parent, 'bridges')).toMatchObject([
      {
        id: parent.job('start')?.id,
        name: 'start',
        status: 'running',
        downstream_pipeline: { id: started.id, status: 'manual', source: 'parent_pipeline' },
      },
    ]);
    expect(await get(started, 'bridges')).toEqual([]);
    expect(parent.heldRunnerMs).toBe(held);

    expect(await post(`/jobs/${started.job('gate')?.id}/play`)).toBe(200);
    expect(await parent.finished).toBe('success');
    expect(started.status).toBe('success');
    expect(started.job('deploy')?.trace).toContain(
      `CHG1 of ${parent.id} for $5, parent_pipeline ${parent.id}`,
    );
  });

  it('fail the job that started them, and bring it back when they are run again', async () => {
    const parent = await push(PARENT, CHILD.replace('"$GATE" != closed', '"$GATE" = open'));
    const started = await child(parent, 'manual');
    gitlab.play(started.id, 'gate', 'dev');
    expect(await parent.finished).toBe('failed');
    expect(statuses(parent)).toEqual({ number: 'success', start: 'failed', after: 'skipped' });

    gitlab.retry(parent.id, 'dev');
    expect(statuses(parent).start).toBe('failed');
    gitlab.retry(started.id, 'dev');
    expect(statuses(parent)).toEqual({ number: 'success', start: 'pending', after: 'created' });
    expect(parent.job('start')?.downstream).toBe(started.id);
    expect(gitlab.pipelines).toHaveLength(2);
  });

  it('are canceled with their parent, manual jobs included', async () => {
    const parent = await push(PARENT, CHILD);
    const started = await child(parent, 'manual');
    expect(await post(`/pipelines/${parent.id}/cancel`)).toBe(200);
    await Promise.all([parent.finished, started.finished]);
    expect(statuses(parent)).toEqual({ number: 'success', start: 'canceled', after: 'canceled' });
    expect(statuses(started)).toEqual({ gate: 'canceled', deploy: 'canceled' });
    expect([parent.status, started.status]).toEqual(['canceled', 'canceled']);
  });

  it('are started anew by a retry of the job that started them, which else has done with them', async () => {
    const parent = await push(PARENT.replace(', strategy: depend', ''), CHILD);
    expect(await parent.finished).toBe('success');
    const first = await child(parent, 'manual');
    expect(await post(`/jobs/${parent.job('start')?.id}/retry`)).toBe(201);
    await parent.finished;
    expect(parent.job('start')?.downstream).not.toBe(first.id);
  });

  it('are not made of a configuration that GitLab does not take, or of another project', async () => {
    const parent = await push(PARENT, 'deploy: {stage: nowhere, script: [echo]}');
    expect(await parent.finished).toBe('failed');
    expect(parent.job('start')).toMatchObject({
      status: 'failed',
      failureReason: 'downstream_pipeline_creation_failed',
      trace: expect.stringContaining('nowhere'),
    });
    const other = gitlab.run('start: {trigger: {project: globex/other}}');
    await other.finished;
    expect(other.configError).toBe(
      "The sandbox's GitLab does not implement `trigger: project` (in job start)",
    );
  });

  it('have children of their own, and those have none', async () => {
    const again = 'start: {trigger: {include: child.yml, strategy: depend}}';
    const parent = await push(again, again);
    expect(await parent.finished).toBe('failed');
    expect(gitlab.pipelines.map((pipeline) => pipeline.job('start')?.failureReason)).toEqual([
      '',
      '',
      'reached_max_descendant_pipelines_depth',
    ]);
  });
});
