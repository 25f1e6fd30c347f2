import { expect, it } from 'vitest';
import { checkJobsWait } from './before-gate.ts';
import type { ConfiguredJob, Keywords } from './configuration.ts';

const job = (
  name: string,
  stage: string,
  needs: readonly string[] | null = null,
  keywords: Keywords = {},
): ConfiguredJob => ({ name, stage, needs, keywords });

const GATE = job('change:gate', 'change', ['change:open']);
const STAGES = ['build', 'change', 'deploy'];

function check(...jobs: readonly ConfiguredJob[]): void {
  checkJobsWait({ prefix: 'change', stages: ['deploy'] }, { jobs, stages: STAGES, keywords: {} });
}

const deploy = (needs: readonly string[] | null, keywords?: Keywords) =>
  job('deploy', 'deploy', needs, keywords);

it.each([
  ['needs the gate', deploy(['change:gate']), undefined],
  ['needs one that does', deploy(['a']), job('a', 'deploy', ['change:gate'])],
  ['waits for all earlier stages', deploy(null), undefined],
  ['needs one that waits for all earlier stages', deploy(['a']), job('a', 'deploy')],
  ['asks ServiceNow itself', deploy([], { script: ['change-gate verify', 'deploy'] }), undefined],
  [
    'only closes',
    deploy([], { before_script: ['change-gate open'], script: 'change-gate close' }),
    undefined,
  ],
])('is content with a job of the stage that %s', (_how, one, other) => {
  expect(() => check(GATE, one, ...(other ? [other] : []))).not.toThrow();
});

it.each([
  ['nothing', deploy([]), undefined],
  ['a build', deploy(['build']), job('build', 'build')],
  ['itself in a circle', deploy(['a']), job('a', 'deploy', ['deploy'])],
  ['one that the rules leave out', deploy(['a']), undefined],
  ['nothing, and only opens a change', deploy([], { script: ['change-gate open', 'deploy'] }), undefined],
  ['nothing, and verifies too late', deploy([], { script: ['deploy', 'change-gate verify'] }), undefined],
])('refuses a job of the stage that needs %s', (_what, one, other) => {
  expect(() => check(GATE, one, ...(other ? [other] : []))).toThrow(
    expect.objectContaining({
      code: 'GATE_UNSAFE',
      message: expect.stringContaining('Job deploy is in stage deploy and does not wait for change:gate'),
    }),
  );
});

it('claims nothing where GitLab does not show the configuration', () => {
  expect(() => check()).not.toThrow();
});
