import { expect, it } from 'vitest';
import { warnOfOptionalGate } from './optional-gate.ts';

const warnings = (needs: unknown) =>
  warnOfOptionalGate('qa', [{ name: 'deploy', stage: 'deploy', needs: null, keywords: { needs } }]);

it('warns of a job that needs the gate only if there is one', () => {
  expect(warnings(['build', { job: 'qa:gate', optional: 'true' }])).toEqual([
    expect.stringContaining('Job deploy needs qa:gate with optional: true'),
  ]);
});

it.each([
  [undefined],
  ['qa:gate'],
  [['qa:gate', { job: 'build', optional: 'true' }]],
  [[{ job: 'qa:gate', optional: 'false' }]],
])('does not warn of needs %j', (needs) => {
  expect(warnings(needs)).toEqual([]);
});
