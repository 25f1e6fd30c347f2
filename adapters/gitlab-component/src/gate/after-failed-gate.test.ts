import { expect, it } from 'vitest';
import { warnOfJobsAfterFailedGate } from './after-failed-gate.ts';
import type { ConfiguredJob, Keywords } from './configuration.ts';

const GATED = { prefix: 'change', stages: ['deploy'] };

const job = (needs: readonly string[] | null, keywords: Keywords = {}): Omit<ConfiguredJob, 'name'> => ({
  stage: 'test',
  needs,
  keywords,
});

/** The jobs of which there is a warning. */
function warnedOf(jobs: Readonly<Record<string, Omit<ConfiguredJob, 'name'>>>): unknown[] {
  const named = Object.entries(jobs).map(([name, rest]) => ({ name, ...rest }));
  const warnings = warnOfJobsAfterFailedGate(GATED, named);
  return warnings.map((warning) => /^Job (\S+) has when: (?:always|on_failure), so/.exec(warning)?.[1]);
}

const GATE = ['change:gate'];
const ALWAYS = { when: 'always' };
const ON_FAILURE = { when: 'on_failure' };

it.each([
  ['in a rule', { deploy: job(GATE, { rules: [{ if: '$A' }, { if: '$B', when: 'always' }] }) }],
  ['in rules of rules', { deploy: job(GATE, { rules: [[{ if: '$A', when: 'always' }]] }) }],
  ['of its own', { deploy: job(GATE, ALWAYS) }],
  ['behind another job', { a: job(GATE), deploy: job(['a'], ALWAYS) }],
  ['without needs, in a stage that deploys', { deploy: { ...job(null, ALWAYS), stage: 'deploy' } }],
  ['for the failure of any earlier job', { deploy: { ...job(null, ON_FAILURE), stage: 'deploy' } }],
  ['for the failure of the gate', { build: job(null), deploy: job(['build', 'change:gate'], ON_FAILURE) }],
])('warns of a job with a when %s', (_where, jobs) => {
  expect(warnedOf(jobs)).toEqual(['deploy']);
});

it.each([
  ['has none', { deploy: job(GATE, { rules: [{ if: '$A' }] }) }],
  [
    'is for the failure of one behind the gate',
    { a: job(GATE), back: job(['a', 'change:gate'], ON_FAILURE) },
  ],
  ['is for any failure, and in a stage that does not deploy', { tell: job(null, ON_FAILURE) }],
  ['needs another gate', { deploy: job(['qa:gate'], ALWAYS) }],
  ['needs itself in a circle', { a: job(['b'], ALWAYS), b: job(['a']) }],
  ['asks ServiceNow itself', { deploy: job(GATE, { ...ALWAYS, script: ['change-gate verify', 'deploy'] }) }],
])('does not warn of one that %s', (_what, jobs) => {
  expect(warnedOf(jobs)).toEqual([]);
});
