import { describe, expect, it } from 'vitest';
import { deploymentOf } from './deployment.ts';

interface Job {
  readonly stage?: string;
  readonly status: string;
  readonly allow_failure?: boolean;
  readonly failure_reason?: string;
  readonly downstream_pipeline?: { readonly id: number; readonly project_id: number } | null;
}

/** By name, in the stage that deploys unless they say so; null where GitLab does not show them. */
type Jobs = Readonly<Record<string, Job>> | null;

interface Shown {
  /** Of each pipeline, by its id: 2 is the one that asks. */
  readonly jobs: Readonly<Record<number, Jobs>>;
  readonly bridges?: Readonly<Record<number, Jobs>>;
  /** Runs that a newer one has superseded. */
  readonly earlier?: Jobs;
}

const COMPONENT = {
  'change:gate': { stage: 'change', status: 'success' },
  'change:deployment-over': { stage: '.post', status: 'manual', allow_failure: true },
  'change:close': { stage: '.post', status: 'running' },
  'change:cancel': { stage: '.post', status: 'manual', allow_failure: true },
};

const behindGate = (jobs: Readonly<Record<string, Job>>) => ({ jobs: { 2: { ...COMPONENT, ...jobs } } });

function deployment({ jobs, bridges = {}, earlier = {} }: Shown, triggers?: 'none') {
  return deploymentOf(
    { prefix: 'change', stages: ['deploy', 'deploy again'], triggers },
    {
      ...{ server: 'https://gitlab.example.com/api/v4', project: '1217', pipeline: '2' },
      ...{ jobToken: 'glcbt-x', callbackToken: undefined },
      http: async ({ url }) => {
        const [, id, kind] = /\/pipelines\/(\d+)\/(jobs|bridges)\?/.exec(url) ?? [];
        const listed = kind === 'bridges' ? (bridges[Number(id)] ?? {}) : (jobs[Number(id)] ?? null);
        if (bridges[Number(id)] === null && kind === 'bridges') return { status: 401, headers: {}, body: '' };
        if (listed === null) return { status: 401, headers: {}, body: '' };
        const isAll = url.includes('include_retried=true');
        if (isAll && earlier === null) return { status: 401, headers: {}, body: '' };
        const runs = [...Object.entries(listed), ...(isAll ? Object.entries(earlier ?? {}) : [])];
        const body = runs.map(([name, job]) => ({
          name,
          stage: 'deploy',
          allow_failure: false,
          ...job,
        }));
        return { status: 200, headers: {}, body: JSON.stringify(body) };
      },
    },
  );
}

it.each<[string, Readonly<Record<string, Job>>, string, string]>([
  ['has succeeded', { deploy: { status: 'success' } }, 'success', 'all its jobs have succeeded'],
  ['has failed', { deploy: { status: 'failed' } }, 'failed', 'job deploy is failed'],
  [
    'has failed by its script',
    { deploy: { status: 'failed', failure_reason: 'script_failure' } },
    'failed',
    'job deploy is failed',
  ],
  [
    'was not started',
    { deploy: { status: 'failed', failure_reason: 'failed_outdated_deployment_job' } },
    'failed',
    'job deploy is failed (failed_outdated_deployment_job)',
  ],
  [
    'may fail, and has',
    { deploy: { status: 'failed', allow_failure: true } },
    'failed',
    'job deploy is failed',
  ],
  ['was canceled', { deploy: { status: 'canceled' } }, 'canceled', 'job deploy is canceled'],
  [
    'failed, so that another was skipped',
    { deploy: { status: 'failed' }, last: { stage: 'deploy again', status: 'skipped' } },
    'failed',
    'job deploy is failed',
  ],
  [
    'was skipped, since one before it has failed',
    {
      build: { stage: 'build', status: 'failed' },
      deploy: { status: 'skipped' },
      other: { status: 'success' },
    },
    'skipped',
    'job deploy is skipped',
  ],
  [
    'failed, while another waits for somebody',
    { deploy: { status: 'failed' }, rollback: { status: 'manual', allow_failure: true } },
    'failed',
    'job deploy is failed',
  ],
  [
    'has succeeded, while one for failures was skipped',
    { deploy: { status: 'success' }, rollback: { status: 'skipped' } },
    'success',
    'all its jobs have succeeded',
  ],
  [
    'was skipped, since another gate has failed',
    {
      'us:gate': { stage: 'change', status: 'failed' },
      'us:deployment-over': { stage: '.post', status: 'skipped', allow_failure: true },
      both: { status: 'skipped' },
      deploy: { status: 'success' },
    },
    'skipped',
    'job both is skipped',
  ],
  [
    'has succeeded, whatever one of another stage did',
    { deploy: { status: 'success' }, notify: { stage: 'notify', status: 'failed' } },
    'success',
    'all its jobs have succeeded',
  ],
  ['is not there', { test: { stage: 'test', status: 'success' } }, 'skipped', 'no job of stage deploy'],
])('is over where the job that deploys %s', async (_how, jobs, outcome, why) => {
  expect(await deployment(behindGate(jobs))).toEqual({
    state: 'over',
    outcome,
    why: expect.stringContaining(why),
  });
});

it.each<[string, Readonly<Record<string, Job>>, string]>([
  ['is created', { deploy: { status: 'created' } }, 'going'],
  ['is running, and another has failed', { a: { status: 'failed' }, deploy: { status: 'running' } }, 'going'],
  ['is unheard_of', { deploy: { status: 'unheard_of' } }, 'going'],
  ['waits for somebody to play it', { a: { status: 'success' }, deploy: { status: 'manual' } }, 'waits'],
  [
    'is skipped, and job ask waits',
    {
      a: { status: 'success' },
      deploy: { status: 'skipped' },
      ask: { stage: 'test', status: 'manual', allow_failure: true },
    },
    'waits',
  ],
])('is not over where it %s', async (why, jobs, state) => {
  expect(await deployment(behindGate(jobs))).toEqual({
    state,
    why: expect.stringContaining(`job deploy ${why.split(', and another')[0]}`),
  });
});

it.each(['created', 'manual', 'failed', 'canceled', 'skipped'])(
  'has not begun behind a gate that is %s',
  async (status) => {
    const jobs = { 2: { ...COMPONENT, 'change:gate': { status } } };
    expect(await deployment({ jobs, bridges: { 2: null } })).toEqual({ state: 'not begun' });
  },
);

describe('behind a gate that was run again after it had passed', () => {
  const again = (status: string, deploy: string): Shown => ({
    jobs: { 2: { ...COMPONENT, 'change:gate': { stage: 'change', status }, deploy: { status: deploy } } },
    earlier: { 'change:gate': { stage: 'change', status: 'success' } },
  });

  it.each(['created', 'manual', 'failed', 'canceled', 'skipped'])('and is %s', async (status) => {
    expect(await deployment(again(status, 'running'))).toMatchObject({ state: 'going' });
    expect(await deployment(again(status, 'success'))).toMatchObject({ state: 'over', outcome: 'success' });
  });

  it('is hidden where GitLab does not show its earlier runs', async () => {
    expect(await deployment({ ...again('failed', 'running'), earlier: null })).toEqual({ state: 'hidden' });
  });
});

it.each<Shown>([
  { jobs: { 2: null } },
  { ...behindGate({ deploy: { status: 'success' } }), bridges: { 2: null } },
])('is hidden where GitLab does not show all jobs: %j', async (shown) => {
  expect(await deployment(shown)).toEqual({ state: 'hidden' });
});

it('is not hidden where no job that deploys starts a pipeline, and GitLab does not show such jobs alone', async () => {
  const shown = { ...behindGate({ deploy: { status: 'success' } }), bridges: { 2: null } };
  expect(await deployment(shown, 'none')).toMatchObject({ state: 'over', outcome: 'success' });
  expect(await deployment({ jobs: { 2: null } }, 'none')).toEqual({ state: 'hidden' });
  const other = { ...shown, ...behindGate({ deploy: { status: 'success' }, last: { status: 'skipped' } }) };
  expect(await deployment(other, 'none')).toEqual({
    state: 'going',
    why: 'job last is skipped, and GitLab does not show the jobs that start a pipeline, which may be why',
  });
  expect(await deployment({ ...other, bridges: {} }, 'none')).toMatchObject({ outcome: 'success' });
  expect(await deployment(inChild({ ship: { status: 'failed' } }), 'none')).toMatchObject({
    outcome: 'failed',
  });
});

it.each<[string, Shown]>([
  ['this pipeline has no job change:gate', { jobs: { 2: { deploy: { status: 'success' } } } }],
  ['job change:gate is running', behindGate({ 'change:gate': { status: 'running' } })],
])('is unknown where %s', async (why, shown) => {
  expect(await deployment(shown)).toEqual({ state: 'going', why: expect.stringContaining(why) });
});

const BRIDGE: Job = { status: 'success', downstream_pipeline: { id: 3, project_id: 1217 } };

function inChild(child: Jobs, bridge = BRIDGE): Shown {
  return { jobs: { 2: COMPONENT, 3: child }, bridges: { 2: { deploy: bridge } } };
}

it.each<[string, Shown, object]>([
  ['that has succeeded', inChild({ ship: { status: 'success' } }), { state: 'over', outcome: 'success' }],
  [
    'in which a job may fail, and has',
    inChild({ ship: { status: 'failed', allow_failure: true } }),
    {
      state: 'over',
      outcome: 'failed',
      why: 'job ship is failed in the pipeline that job deploy has started',
    },
  ],
  ['that still runs', inChild({ ship: { status: 'running' } }), { state: 'going' }],
  ['that GitLab does not show', inChild(null), { state: 'going' }],
  ['that GitLab shows without jobs', inChild({}), { state: 'going' }],
  ['that is not there', inChild(null, { ...BRIDGE, downstream_pipeline: null }), { state: 'going' }],
  [
    'that could not be made',
    inChild({}, { ...BRIDGE, status: 'failed' }),
    { state: 'over', outcome: 'failed' },
  ],
  [
    'that has a gate of its own',
    inChild({ ...COMPONENT, ship: { status: 'success' } }),
    { state: 'over', outcome: 'success' },
  ],
])('looks into a pipeline that a job starts, here one %s', async (_what, shown, found) => {
  expect(await deployment(shown)).toMatchObject(found);
});
