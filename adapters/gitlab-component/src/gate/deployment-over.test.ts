import { expect, it } from 'vitest';
import { checkDeploymentOver } from './deployment-over.ts';

/** By name; all in the stage that deploys. */
type Statuses = Readonly<Record<string, string>>;

interface Shown {
  readonly jobs: Statuses | null;
  readonly bridges?: Statuses | null;
}

/** With what GitLab lists to the job token; null for a refusal. */
function check({ jobs, bridges = {} }: Shown): Promise<void> {
  return checkDeploymentOver(
    { prefix: 'change', stages: ['deploy'] },
    {
      ...{ server: 'https://gitlab.example.com/api/v4', project: '1217', pipeline: '1006' },
      ...{ jobToken: 'glcbt-x', callbackToken: undefined },
      http: async ({ url }) => {
        const listed = url.includes('/bridges?') ? bridges : jobs;
        if (listed === null) return { status: 401, headers: {}, body: '{}' };
        const marker = url.includes('/bridges?') ? {} : { 'change:deployment-over': 'manual' };
        const body = Object.entries({ ...listed, ...marker }).map(([name, status]) => ({
          ...{ name, status, stage: 'deploy', allow_failure: false },
        }));
        return { status: 200, headers: {}, body: JSON.stringify(body) };
      },
    },
  );
}

it.each(['created', 'manual', 'failed', 'canceled', 'skipped'])(
  'a gate that is %s has let nothing be deployed',
  async (gate) => {
    await expect(
      check({ jobs: { 'change:gate': gate, deploy: 'created' }, bridges: null }),
    ).resolves.toBeUndefined();
  },
);

it.each<[string, Shown]>([
  ['has ended, and one has failed', { jobs: { deploy: 'failed', report: 'success' } }],
  ['was canceled with the pipeline', { jobs: { deploy: 'canceled', 'change:close': 'canceled' } }],
  ['waits for a person', { jobs: { deploy: 'manual' } }],
  [
    'has ended, and another gate is canceled with it',
    { jobs: { deploy: 'canceled', 'qa:cancel': 'running', 'qa:deployment-over': 'manual' } },
  ],
])('is over when all behind a gate that has passed %s', async (_how, { jobs, bridges }) => {
  const all = { 'change:gate': 'success', 'change:cancel': 'running', ...jobs };
  await expect(check({ jobs: all, bridges: bridges ?? {} })).resolves.toBeUndefined();
});

it.each<[string, Shown]>([
  ['job deploy:cancel is running', { jobs: { 'change:gate': 'success', 'deploy:cancel': 'running' } }],
  ['job deploy is created', { jobs: { 'change:gate': 'success', deploy: 'created' } }],
  [
    'job deploy is waiting_for_resource',
    { jobs: { 'change:gate': 'success', deploy: 'waiting_for_resource' } },
  ],
  ['job deploy is running', { jobs: { 'change:gate': 'success', deploy: 'running' } }],
  ['job deploy is canceling', { jobs: { 'change:gate': 'success', deploy: 'canceling' } }],
  ['job deploy is unheard_of', { jobs: { 'change:gate': 'success', deploy: 'unheard_of' } }],
  ['job change:gate is running', { jobs: { 'change:gate': 'running' } }],
  ['job release is running', { jobs: { 'change:gate': 'success' }, bridges: { release: 'running' } }],
  ['job deploy is running', { jobs: { 'renamed:gate': 'manual', deploy: 'running' } }],
  [
    'has deployed under it',
    { jobs: { 'change:gate': 'success', deploy: 'success', 'change:close': 'failed' } },
  ],
  ['this pipeline has no job change:gate', { jobs: { deploy: 'failed' } }],
  ['GitLab does not show', { jobs: null }],
  ['GitLab does not show', { jobs: { 'change:gate': 'success' }, bridges: null }],
])('is not when %s', async (why, shown) => {
  await expect(check(shown)).rejects.toMatchObject({
    code: 'NOT_CANCELABLE',
    message: expect.stringContaining(why),
  });
});
