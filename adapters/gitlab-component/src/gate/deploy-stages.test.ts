import { expect, it } from 'vitest';
import type { ConfiguredJob } from './configuration.ts';
import { checkDeployStages } from './deploy-stages.ts';

/** With a job in each of these stages; null where GitLab shows none. */
function check(
  stages: readonly string[] | null,
  bridges: readonly string[] | null,
  configured: readonly ConfiguredJob[] = [],
) {
  return checkDeployStages({ prefix: 'change', stages: ['qa', 'production'] }, configured, {
    ...{ server: 'https://gitlab.example.com/api/v4', project: '1217', pipeline: '2' },
    ...{ jobToken: 'glcbt-x', callbackToken: undefined },
    http: async ({ url }) => {
      const listed = url.includes('/bridges?') ? bridges : stages;
      const body = JSON.stringify(listed?.map((stage) => ({ name: `in ${stage}`, stage })) ?? {});
      return { status: listed === null ? 401 : 200, headers: {}, body };
    },
  });
}

const job = (name: string, stage: string, ...needs: string[]): ConfiguredJob => ({
  name,
  stage,
  needs,
  keywords: {},
});

it('is content with a job in one of the stages, be it one that starts a pipeline', async () => {
  await expect(check(['build', 'qa'], null)).resolves.toBeUndefined();
  await expect(check(['build'], ['production'])).resolves.toBeUndefined();
});

it('refuses a pipeline without one', async () => {
  await expect(check(['build', 'deploy'], [])).rejects.toMatchObject({
    code: 'GATE_UNSAFE',
    message: expect.stringContaining('no job in stage qa, production'),
  });
});

it('claims nothing where GitLab does not show the jobs', async () => {
  await expect(check(null, null)).resolves.toBeUndefined();
  await expect(check(['build'], null)).resolves.toBeUndefined();
});

it('refuses a job that needs the gate and is in none of them', async () => {
  const jobs = [
    job('change:cancel', '.post', 'change:gate'),
    job('a', 'qa', 'change:gate'),
    job('b', 'eu', 'change:gate'),
  ];
  await expect(check(['qa'], [], jobs)).rejects.toMatchObject({
    code: 'GATE_UNSAFE',
    message: expect.stringContaining('Job b needs change:gate and is in stage eu'),
  });
  await expect(check(['qa'], [], [job('c', 'test', 'qa:gate')])).resolves.toBeUndefined();
});
