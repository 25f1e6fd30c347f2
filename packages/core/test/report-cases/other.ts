import type { ReportCase } from './report-case.ts';

export const OTHERS: readonly ReportCase[] = [
  { name: 'an empty file', text: '', expected: 'is empty' },
  { name: 'white space', text: ' \n\t\n', expected: 'is empty' },
  { name: 'a log', text: 'Tests passed: 412\n', expected: 'is no report that is known here' },
  {
    name: 'JSON of another kind',
    text: '{"ok":true}',
    expected: 'is JSON, and no report that is known here',
  },
  { name: 'a list (code quality)', text: '[{}]', expected: 'is JSON, and no report that is known here' },
  {
    name: "Trivy's own JSON",
    text: JSON.stringify({ SchemaVersion: 2, Results: [] }),
    expected: 'is JSON, and no report that is known here',
  },
  {
    name: 'hostile: a hundred thousand levels',
    text: '['.repeat(100_000) + ']'.repeat(100_000),
    expected: 'is JSON, and no report that is known here',
  },
  {
    name: 'hostile: components in components, a hundred thousand levels',
    text: `{"bomFormat":"CycloneDX"${',"components":[{"x":0'.repeat(100_000)}${'}]'.repeat(100_000)}}`,
    expected: { components: 100_000 },
  },
  {
    name: 'hostile: names of the prototype',
    text: '{"__proto__":{"runs":[]},"constructor":{},"runs":[{"tool":{"driver":{}},"results":[],"__proto__":{"results":null}}],"version":"2.1.0"}',
    expected: {},
  },
];
