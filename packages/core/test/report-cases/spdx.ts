import { type ReportCase, written } from './report-case.ts';

export const SPDX: readonly ReportCase[] = [
  written('spdx/npm.json', { components: 3 }),
  {
    name: 'spdx: as the API of GitHub answers',
    text: JSON.stringify({ sbom: { spdxVersion: 'SPDX-2.3', packages: [{}, {}] } }),
    expected: { components: 2 },
  },
  {
    name: 'spdx 3',
    text: JSON.stringify({
      '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
      '@graph': [{ type: 'CreationInfo' }, { type: 'software_Package' }, { type: ['software_Package'] }],
    }),
    expected: { components: 2 },
  },
  {
    name: 'spdx tag-value',
    text: 'SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n\nPackageName: glibc\nPackageComment: <text>two\nPackageName: none</text>\r\nPackageName: zlib\r\n',
    expected: { components: 2 },
  },
  {
    name: 'spdx tag-value: cut off',
    text: '# made by hand\nSPDXVersion: SPDX-2.2\nPackageName: a\nPackageComment: <text>two',
    expected: 'is cut off inside a text',
  },
  {
    name: 'spdx: packages that are no list',
    text: JSON.stringify({ spdxVersion: 'SPDX-2.3', packages: 'many' }),
    expected: 'is not as SPDX 2 defines it (packages)',
  },
  {
    name: 'spdx: no package',
    text: JSON.stringify({ spdxVersion: 'SPDX-2.3' }),
    expected: 'lists no component',
  },
];
