import { expect, it } from 'vitest';
import { warnOfAutoCancel } from './auto-cancel.ts';

const warnings = (workflow: unknown) =>
  warnOfAutoCancel('qa', { jobs: [], stages: [], keywords: { workflow } });

it.each([
  [{ auto_cancel: { on_job_failure: 'all' } }],
  [{ rules: [{ if: '$A' }, { if: '$B', auto_cancel: { on_job_failure: 'all' } }] }],
])('warns of a pipeline that a failed job cancels: %j', (workflow) => {
  expect(warnings(workflow)).toEqual([expect.stringContaining('cancels qa:close with the rest')]);
});

it.each([[undefined], [{ auto_cancel: { on_new_commit: 'interruptible', on_job_failure: 'none' } }]])(
  'does not warn of another: %j',
  (workflow) => {
    expect(warnings(workflow)).toEqual([]);
  },
);
