import { expect, it } from 'vitest';
import { checkJobsWait } from './before-gate.ts';
import { readConfiguration } from './configuration.ts';

const GATE = '"change:gate": {stage: change, needs: ["change:open"]}\nstages: [build, change, deploy]';

/** @param listed names of the jobs that the pipeline has; null where GitLab does not show them */
async function check(
  yaml: string,
  listed: readonly string[] | null = ['a', 'build', 'deploy'],
): Promise<void> {
  const pipeline = {
    server: 'https://gitlab.example.com/api/v4',
    project: '1217',
    pipeline: '2',
    jobToken: 'glcbt-x',
    callbackToken: 'glpat-x',
    http: async ({ url }: { readonly url: string }) => {
      if (url.includes('/ci/lint')) {
        return { status: 200, headers: {}, body: JSON.stringify({ merged_yaml: yaml }) };
      }
      const jobs = url.includes('/bridges') ? [] : (listed ?? []).map((name) => ({ name }));
      return { status: listed === null ? 403 : 200, headers: {}, body: JSON.stringify(jobs) };
    },
  };
  const gated = { prefix: 'change', stages: ['deploy'] };
  await checkJobsWait(gated, await readConfiguration('change:gate', 'c0ffee', pipeline), pipeline);
}

it.each([
  ['needs the gate', 'deploy: {stage: deploy, needs: ["change:gate"]}'],
  ['needs one that does', 'deploy: {stage: deploy, needs: [a]}\na: {stage: deploy, needs: ["change:gate"]}'],
  ['waits for all earlier stages', 'deploy: {stage: deploy}'],
  ['needs one that waits for all earlier stages', 'deploy: {stage: deploy, needs: [a]}\na: {stage: deploy}'],
  ['asks ServiceNow itself', 'deploy: {stage: deploy, needs: [], script: [change-gate verify, deploy]}'],
])('is content with a job of the stage that %s', async (_how, yaml) => {
  await expect(check(`${GATE}\n${yaml}`)).resolves.toBeUndefined();
});

const FREE = `${GATE}\ndeploy: {stage: deploy, needs: []}`;

it.each([
  ['nothing', FREE],
  [
    'nothing, and has a name of its own for what it deploys',
    `${GATE}\ndeploy: {stage: deploy, needs: [], script: [helm upgrade change-gate .]}`,
  ],
  [
    'nothing, and asks ServiceNow when it has deployed',
    `${GATE}\ndeploy: {stage: deploy, needs: [], script: [deploy, change-gate verify]}`,
  ],
  ['a build', `${GATE}\ndeploy: {stage: deploy, needs: [build]}\nbuild: {stage: build}`],
  ['itself in a circle', `${GATE}\ndeploy: {stage: deploy, needs: [a]}\na: {stage: deploy, needs: [deploy]}`],
])('refuses a job of the stage that needs %s', async (_what, yaml) => {
  await expect(check(yaml)).rejects.toMatchObject({
    code: 'GATE_UNSAFE',
    message: expect.stringContaining('Job deploy is in stage deploy and does not wait for change:gate'),
  });
});

it('refuses one that waits only for a job that the rules leave out', async () => {
  const optional = 'deploy: {stage: deploy, needs: [{job: a, optional: true}]}\na: {needs: ["change:gate"]}';
  await expect(check(`${GATE}\n${optional}`)).resolves.toBeUndefined();
  await expect(check(`${GATE}\n${optional}`, ['deploy'])).rejects.toMatchObject({ code: 'GATE_UNSAFE' });
});

it.each(['deploy: [eu, prod]', 'deploy 1/2'])('knows it as %s', async (name) => {
  await expect(check(FREE, [name])).rejects.toMatchObject({ code: 'GATE_UNSAFE' });
});

it.each([
  ['the rules leave it out', FREE, ['deploy-review']],
  ['GitLab does not show the jobs', FREE, null],
  ['GitLab does not show the configuration', '', ['deploy']],
])('claims nothing where %s', async (_where, yaml, listed) => {
  await expect(check(yaml, listed)).resolves.toBeUndefined();
});
