import { type ReportCase, written } from './report-case.ts';

export const cyclonedx = (more: object) =>
  JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, ...more });
const rated = (...severities: readonly unknown[]) => ({
  ratings: severities.map((severity) => ({ severity })),
});

export const CYCLONEDX: readonly ReportCase[] = [
  written('cyclonedx-npm.cdx.json', { components: 2 }),
  written('npm.cdx.json', { components: 2 }, 'sbom'),
  {
    name: 'cyclonedx: components in components',
    text: cyclonedx({ components: [{ components: [{}, { components: [{}] }] }, {}] }),
    expected: { components: 5 },
  },
  { name: 'cyclonedx: no component', text: cyclonedx({ components: [] }), expected: 'lists no component' },
  {
    name: 'cyclonedx: components that are no list',
    text: cyclonedx({ components: {} }),
    expected: 'is not as CycloneDX defines it (components)',
  },
  {
    name: 'cyclonedx: only components, as a security report',
    text: cyclonedx({ components: [{}] }),
    asked: 'security',
    expected: 'lists components and no vulnerabilities, not even an empty list',
  },
  {
    name: 'cyclonedx: no vulnerability',
    text: cyclonedx({ components: [{}], vulnerabilities: [] }),
    asked: 'security',
    expected: {},
  },
  {
    name: 'cyclonedx: the highest rating counts',
    text: cyclonedx({
      vulnerabilities: [
        rated('low', 'critical', 'unknown'),
        rated('medium', 'high'),
        rated('unknown'),
        rated('none'),
        rated(),
        {},
        { ratings: [{ score: 9.8, method: 'CVSSv31' }] },
        { ratings: [{ score: 9.8, method: 'OWASP' }] },
      ],
    }),
    asked: 'security',
    expected: { critical: 2, high: 1, info: 1, unknown: 4 },
  },
  {
    name: 'cyclonedx: states of an analysis',
    text: cyclonedx({
      vulnerabilities: [
        'not_affected',
        'resolved',
        'resolved_with_pedigree',
        'false_positive',
        'exploitable',
        'in_triage',
        'something new',
      ].map((state) => ({ ...rated('high'), analysis: { state } })),
    }),
    asked: 'security',
    expected: { high: 3, false_positives: 1 },
  },
  {
    name: 'cyclonedx: a severity that is not known',
    text: cyclonedx({ vulnerabilities: [rated('harmless')] }),
    asked: 'security',
    expected: 'is not as CycloneDX defines it (vulnerabilities.0.ratings.0.severity)',
  },
];
