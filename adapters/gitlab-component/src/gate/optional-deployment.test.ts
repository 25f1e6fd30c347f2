import { expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';
import { warnOfOptionalJobs } from './optional-deployment.ts';

/** @param listed what GitLab's list says of the jobs of the pipeline; null where it shows none */
async function warnings(job: string, listed: readonly object[] | null): Promise<string[]> {
  const pipeline = {
    server: 'https://gitlab.example.com/api/v4',
    project: '1217',
    pipeline: '2',
    jobToken: 'glcbt-x',
    callbackToken: 'glpat-x',
    http: async ({ url }: { readonly url: string }) => {
      const body = url.includes('/ci/lint') ? { merged_yaml: `"qa:gate": {}\nx: ${job}` } : listed;
      return { status: body === null ? 403 : 200, headers: {}, body: JSON.stringify(body) };
    },
  };
  const { jobs } = await readConfiguration('qa:gate', 'c0ffee', pipeline);
  return await warnOfOptionalJobs({ prefix: 'qa', stages: ['deploy'] }, jobs, pipeline);
}

const OPTIONAL = { name: 'x', stage: 'deploy', allow_failure: true };

it.each([
  ['is manual', '{stage: deploy, when: manual, rules: [{if: $A}]}', OPTIONAL],
  ['is manual by a rule', '{stage: deploy, allow_failure: true, rules: [{when: manual}]}', OPTIONAL],
  ['is one of several', '{stage: deploy, when: manual, parallel: 2}', { ...OPTIONAL, name: 'x 1/2' }],
])('warns of a job of the deployment that %s and may fail', async (_what, job, listed) => {
  expect(await warnings(job, [listed])).toEqual([
    expect.stringMatching(/^Job x.* of stage deploy is manual .*, so qa:close does not wait for it/),
  ]);
});

it.each([
  ['runs by itself', '{stage: deploy, allow_failure: true}', [OPTIONAL]],
  ['blocks', '{stage: deploy, when: manual}', [{ ...OPTIONAL, allow_failure: false }]],
  ['the rules leave out', '{stage: deploy, when: manual}', []],
  ['asks ServiceNow itself', '{stage: deploy, when: manual, script: [change-gate verify]}', [OPTIONAL]],
  ['is in another stage', '{stage: cleanup, when: manual}', [{ ...OPTIONAL, stage: 'cleanup' }]],
  ['GitLab does not show', '{stage: deploy, when: manual}', null],
])('does not warn of one that %s', async (_what, job, listed) => {
  expect(await warnings(job, listed)).toEqual([]);
});
