import type { ReportCase } from './report-case.ts';

export const OTHERS: readonly ReportCase[] = [
  { name: 'an empty file', text: '', expected: 'is empty' },
  { name: 'white space', text: ' \n\t\n', expected: 'is empty' },
  { name: 'a log', text: 'Tests passed: 412\n', expected: 'is no report that is known here' },
  {
    name: 'JSON of another kind',
    text: '{"ok":true}',
    expected: 'is JSON of no format that is known here: let its tool write CTRF, SARIF, CycloneDX or SPDX',
  },
  {
    name: 'what a scanner writes in a format of its own',
    text: '{"auditReportVersion":2,"vulnerabilities":{},"metadata":{"vulnerabilities":{"total":0}}}',
    expected: 'is JSON of no format that is known here: let its tool write CTRF, SARIF, CycloneDX or SPDX',
  },
  {
    name: 'a list (code quality)',
    text: '[{}]',
    expected: 'is JSON of no format that is known here: let its tool write CTRF, SARIF, CycloneDX or SPDX',
  },
  {
    name: "Trivy's own JSON",
    text: JSON.stringify({ SchemaVersion: 2, Results: [] }),
    expected: 'is JSON of no format that is known here: let its tool write CTRF, SARIF, CycloneDX or SPDX',
  },
  {
    name: 'hostile: a hundred thousand levels',
    text: '['.repeat(100_000) + ']'.repeat(100_000),
    expected: 'nests deeper than any report',
  },
  {
    name: 'hostile: components in components, as deep as may be',
    text: `{"bomFormat":"CycloneDX"${',"components":[{"x":0'.repeat(249)}${'}]'.repeat(249)}}`,
    expected: { components: 249 },
  },
  {
    name: 'hostile: five million empty objects',
    text: `{"vulnerabilities":[${'{},'.repeat(5_000_000)}{}],"scan":{"status":"success"}}`,
    expected: 'holds more objects and lists than any report',
  },
  {
    name: 'hostile: more findings than a million',
    text: `{"vulnerabilities":[${'{},'.repeat(1_000_000)}{}],"scan":{"status":"success"}}`,
    expected: 'holds a list of more than a million elements',
  },
  {
    name: 'hostile: brackets in texts, behind escaped quotes',
    text: JSON.stringify({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: `\\"${'['.repeat(600)}` } }, results: [] }],
    }),
    expected: {},
  },
  {
    name: 'hostile: findings, and the same name again without any',
    text: '{"vulnerabilities":[{"severity":"High"}],"scan":{"status":"success"},"\\u0076ulnerabilities":[]}',
    expected: 'is ambiguous: an object has one name twice',
  },
  {
    name: 'hostile: names of the prototype',
    text: '{"__proto__":{"runs":[]},"constructor":{},"runs":[{"tool":{"driver":{}},"results":[],"__proto__":{"results":null}}],"version":"2.1.0"}',
    expected: {},
  },
];
