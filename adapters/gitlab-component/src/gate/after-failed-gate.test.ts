import { expect, it } from 'vitest';
import { warnOfJobsAfterFailedGate } from './after-failed-gate.ts';
import { readConfiguration } from './configuration.ts';
import type { AskedPipeline } from './pipeline-jobs.ts';

type Given = Partial<AskedPipeline & { sha: string | undefined }>;

const ANSWER = { status: 200, headers: {}, body: '' };

/** The jobs of which there is a warning. */
async function warnedOf(yaml: unknown, { sha = 'c0ffee', ...given }: Given = {}): Promise<unknown[]> {
  const { jobs } = await readConfiguration(sha, {
    server: 'https://gitlab.example.com/api/v4',
    project: '1217',
    pipeline: '2',
    jobToken: undefined,
    callbackToken: 'glpat-x',
    http: async () => ({ ...ANSWER, body: JSON.stringify({ merged_yaml: yaml }) }),
    ...given,
  });
  const warnings = warnOfJobsAfterFailedGate({ prefix: 'change', stages: ['deploy'] }, jobs);
  return warnings.map((warning) => /^Job (\S+) has when: always/.exec(warning)?.[1]);
}

it.each([
  ['in a rule', 'deploy: {needs: ["change:gate"], rules: [{if: $A}, {if: $B, when: always}]}'],
  ['in rules of rules', 'deploy: {needs: ["change:gate"], rules: [[{if: $A, when: always}]]}'],
  ['of its own', 'deploy: {needs: [{job: "change:gate", artifacts: false}], when: always}'],
  ['behind another job', 'a: {needs: ["change:gate"]}\ndeploy: {needs: [a], when: always}'],
  ['without needs, in a stage that deploys', 'deploy: {stage: deploy, when: always}'],
])('warns of a job with when: always %s', async (_where, yaml) => {
  expect(await warnedOf(yaml)).toEqual(['deploy']);
});

it.each([
  ['has none', 'deploy: {needs: ["change:gate"], rules: [{if: $A}]}'],
  ['needs another gate', 'deploy: {needs: ["qa:gate"], when: always}'],
  ['needs itself in a circle', 'a: {needs: [b], when: always}\nb: {needs: [a]}'],
  [
    'asks ServiceNow itself',
    'deploy: {needs: ["change:gate"], when: always, script: [change-gate verify, deploy]}',
  ],
  ['is a template', '.deploy: {needs: ["change:gate"], when: always}'],
])('does not warn of one that %s', async (_what, yaml) => {
  expect(await warnedOf(yaml)).toEqual([]);
});

const TRAP = 'deploy: {needs: ["change:gate"], when: always}';

it.each<[string, unknown, Given]>([
  ['has no token', TRAP, { callbackToken: undefined }],
  ['has no commit', TRAP, { sha: '' }],
  ['is refused', TRAP, { http: async () => ({ ...ANSWER, status: 403 }) }],
  ['gets no answer', TRAP, { http: () => Promise.reject(new Error('gone')) }],
  ['gets a page', TRAP, { http: async () => ({ ...ANSWER, body: '<html>' }) }],
  ['gets no configuration', null, {}],
  ['gets what is no YAML', '{', {}],
  ['gets a list', '- a', {}],
])('claims nothing where it %s', async (_what, yaml, given) => {
  expect(await warnedOf(yaml, given)).toEqual([]);
});
