import type { ReportCase } from './report-case.ts';

export const gitlab = (vulnerabilities: unknown, scan: unknown = { type: 'sast', status: 'success' }) =>
  JSON.stringify({ version: '15.1.4', vulnerabilities, scan });

export const GITLAB: readonly ReportCase[] = [
  { name: 'gitlab: no finding', text: gitlab([]), expected: {} },
  {
    name: 'gitlab: each severity',
    text: gitlab(
      ['Critical', 'High', 'High', 'Medium', 'Low', 'Info', 'Unknown', 'Undefined', 'low', undefined].map(
        (severity) => ({ id: '1', severity, location: {} }),
      ),
    ),
    expected: { critical: 1, high: 2, medium: 1, low: 2, info: 1, unknown: 3 },
  },
  {
    name: 'gitlab: a likely false positive',
    text: gitlab([
      { severity: 'High', flags: [{ type: 'flagged-as-likely-false-positive', origin: 'x' }] },
      { severity: 'High', flags: [] },
    ]),
    expected: { high: 1, false_positives: 1 },
  },
  {
    name: 'gitlab: the scan failed',
    text: gitlab([], { type: 'dast', status: 'failure' }),
    expected: 'says that its scan failed',
  },
  {
    name: 'gitlab: the scan could not be completed, and calls that a success',
    text: gitlab([], { status: 'success', messages: [{ level: 'warn' }, { level: 'fatal', value: 'x' }] }),
    expected: 'says that its scan failed',
  },
  {
    name: 'gitlab: nothing of how the scan ended',
    text: gitlab([], { type: 'dast' }),
    expected: 'is not as GitLab defines it (scan.status)',
  },
  {
    name: 'gitlab: no vulnerabilities',
    text: gitlab(null),
    expected: 'is not as GitLab defines it (vulnerabilities)',
  },
  {
    name: 'gitlab: a severity that is no text',
    text: gitlab([{ severity: 3 }]),
    expected: 'is not as GitLab defines it (vulnerabilities.0.severity)',
  },
];
