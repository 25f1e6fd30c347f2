/** Common Test Report Format (ctrf.io, schema 0.0): tests with a status each, and a summary of them. */
import * as z from 'zod/mini';
import { type FileCounts, Unreadable } from '../reading.ts';
import { listOf } from './list-of.ts';
import { readAs } from './read-as.ts';

const STATUSES = ['passed', 'failed', 'skipped', 'pending', 'other'] as const;
type Numbers = Record<(typeof STATUSES)[number], number>;

const count = z.int().check(z.nonnegative());

const ctrf = z.object({
  results: z.object({
    summary: z.object({
      tests: count,
      passed: count,
      failed: count,
      skipped: count,
      pending: count,
      other: count,
    }),
    tests: listOf(
      z.object({
        status: z.enum(STATUSES),
        rawStatus: z.nullish(z.string()),
        flaky: z.nullish(z.boolean()),
      }),
    ),
  }),
});

/** What runners call a test that was left out on purpose, where the format has no status of its own for it. */
const LEFT_OUT = ['todo', 'disabled', 'skip', 'skipped', 'pending'];

/**
 * Counts the tests of a CTRF report. `other` (interrupted, never started) counts as an error, unless the runner's own status
 * says that the test was left out: nothing else tells that it would not have failed.
 * @throws Unreadable where the summary and the tests contradict each other
 */
export function readCtrf(document: unknown): FileCounts['tests'] {
  const { summary, tests } = readAs('CTRF', ctrf, document).results;
  const numbers: Numbers = { passed: 0, failed: 0, skipped: 0, pending: 0, other: 0 };
  let leftOut = 0;
  let flaky = 0;
  for (const test of tests) {
    numbers[test.status] += 1;
    if (test.status === 'passed' && test.flaky === true) flaky += 1;
    if (test.status === 'other' && LEFT_OUT.includes(test.rawStatus?.toLowerCase() ?? '')) leftOut += 1;
  }
  if (summary.tests !== tests.length || STATUSES.some((status) => summary[status] !== numbers[status])) {
    throw new Unreadable('has a summary that contradicts its tests');
  }
  const errors = numbers.other - leftOut;
  return {
    total: tests.length,
    passed: numbers.passed,
    failed: numbers.failed + errors,
    errors,
    skipped: numbers.skipped + numbers.pending + leftOut,
    flaky,
  };
}
