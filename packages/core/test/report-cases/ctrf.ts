import { type ReportCase, written } from './report-case.ts';

export const ctrf = (statuses: readonly string[], summary: object = {}, more: object = {}) => {
  const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
  return JSON.stringify({
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    results: {
      tool: { name: 'playwright' },
      summary: {
        tests: statuses.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: count('pending'),
        other: count('other'),
        start: 1,
        stop: 2,
        ...summary,
      },
      tests: statuses.map((status) => ({ name: 'a test', duration: 1, status, ...more })),
    },
  });
};

export const CTRF: readonly ReportCase[] = [
  written('ctrf/jest.json', { total: 4, passed: 1, failed: 1, skipped: 2 }),
  written('ctrf/mocha.json', { total: 4, passed: 3, skipped: 1, flaky: 1 }),
  { name: 'ctrf: clean', text: ctrf(['passed', 'passed']), expected: { total: 2, passed: 2 } },
  {
    name: 'ctrf: an interrupted test is an error',
    text: ctrf(['passed', 'other'], {}, { rawStatus: 'interrupted' }),
    expected: { total: 2, passed: 1, failed: 1, errors: 1 },
  },
  { name: 'ctrf: no test', text: ctrf([]), expected: 'holds no test' },
  {
    name: 'ctrf: a summary that hides a failure',
    text: ctrf(['passed', 'failed'], { passed: 2, failed: 0 }),
    expected: 'has a summary that contradicts its tests',
  },
  {
    name: 'ctrf: fewer tests than the summary says',
    text: ctrf(['passed'], { tests: 400, passed: 400 }),
    expected: 'has a summary that contradicts its tests',
  },
  {
    name: 'ctrf: a status that is not known',
    text: ctrf(['passed', 'exploded']),
    expected: 'is not as CTRF defines it (results.tests.1.status)',
  },
  {
    name: 'ctrf: numbers as text',
    text: ctrf(['passed'], { failed: '0' }),
    expected: 'is not as CTRF defines it (results.summary.failed)',
  },
  {
    name: 'ctrf: cut off',
    text: ctrf(['passed', 'failed']).slice(0, -40),
    expected: 'is cut off, or not one whole JSON document',
  },
];
