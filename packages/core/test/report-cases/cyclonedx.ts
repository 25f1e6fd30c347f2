import { type ReportCase, written } from './report-case.ts';

export const cyclonedx = (more: object) =>
  JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, ...more });
const rated = (...severities: readonly unknown[]) => ({
  ratings: severities.map((severity) => ({ severity })),
});

export const CYCLONEDX: readonly ReportCase[] = [
  written('cyclonedx/cyclonedx-npm.json', { components: 2 }),
  written('cyclonedx/cyclonedx-npm.xml', { components: 2 }),
  written('cyclonedx/npm.json', { components: 2 }, 'sbom'),
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
    name: 'cyclonedx: an empty list, as Trivy writes it for a bill of materials',
    text: cyclonedx({ components: [{}], vulnerabilities: [] }),
    asked: 'security',
    expected: 'lists no vulnerability, and does not tell whether any was looked for (a report in SARIF does)',
  },
  {
    name: 'cyclonedx: no vulnerability that counts',
    text: cyclonedx({ vulnerabilities: [{ ...rated('high'), analysis: { state: 'not_affected' } }] }),
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
  {
    name: 'cyclonedx in XML: components in components, and others that are none of them',
    text: '<c:bom xmlns:c="http://cyclonedx.org/schema/bom/1.6"><c:metadata><c:tools><c:components><c:component/></c:components></c:tools><c:component><c:components><c:component/></c:components></c:component></c:metadata><c:components><c:component><c:name>component</c:name><c:components><c:component/></c:components></c:component><c:component/></c:components><c:services><c:components><c:component/></c:components></c:services></c:bom>',
    expected: { components: 3 },
  },
  { name: 'cyclonedx in XML: no component', text: '<bom><component/></bom>', expected: 'lists no component' },
  { name: 'cyclonedx in XML: cut off', text: '<bom><components><component/>', expected: 'is cut off' },
];
