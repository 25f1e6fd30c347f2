/** Reports in JSON: which one a document is, and what it tells. */
import type { ReportKind } from '../../contract.ts';
import { complete, none, type Reader, type Reading, Unreadable } from '../reading.ts';
import { readCtrf } from './ctrf.ts';
import { readComponents, readVulnerabilities } from './cyclonedx.ts';
import { readGitLabSecurity } from './gitlab-security.ts';
import { parseJson } from './json-text.ts';
import { readSarif } from './sarif.ts';
import { readSpdx2, readSpdx3 } from './spdx.ts';

type Document = Readonly<Record<string, unknown>>;

interface Format {
  readonly name: string;
  readonly kind: ReportKind;
  /** Looks at what no other format has; whether the rest is right is for `read`. */
  readonly fits: (document: Document) => boolean;
  readonly read: (document: Document) => Reading;
}

const cycloneDx = { name: 'cyclonedx', fits: ({ bomFormat }: Document) => bomFormat === 'CycloneDX' };

/** A CycloneDX document is of two kinds: the first is taken, unless the other is asked for. */
const FORMATS: readonly Format[] = [
  { ...cycloneDx, kind: 'sbom', read: (document) => sbom('cyclonedx', readComponents(document)) },
  {
    ...cycloneDx,
    kind: 'security',
    read: (document) => {
      const counts = readVulnerabilities(document);
      if (counts === null) return none('security', 'cyclonedx', NOT_LOOKED_FOR);
      return complete('security', 'cyclonedx', counts);
    },
  },
  {
    name: 'spdx',
    kind: 'sbom',
    fits: (document) => isSpdx2(document) || isSpdx2(document.sbom),
    read: (document) => sbom('spdx', readSpdx2(isSpdx2(document) ? document : document.sbom)),
  },
  {
    name: 'spdx',
    kind: 'sbom',
    fits: (document) =>
      '@graph' in document && JSON.stringify(document['@context'] ?? '').includes('//spdx.org/rdf/3.'),
    read: (document) => sbom('spdx', readSpdx3(document)),
  },
  {
    name: 'sarif',
    kind: 'security',
    fits: (document) => 'runs' in document,
    read: (document) => {
      const counts = readSarif(document);
      if (counts === null) return none('security', 'sarif', 'holds no run of a scanner');
      return complete('security', 'sarif', counts);
    },
  },
  {
    name: 'ctrf',
    kind: 'tests',
    fits: ({ results, reportFormat }) =>
      reportFormat === 'CTRF' || (typeof results === 'object' && results !== null && 'summary' in results),
    read: (document) => {
      const counts = readCtrf(document);
      return counts.total === 0 ? none('tests', 'ctrf', 'holds no test') : complete('tests', 'ctrf', counts);
    },
  },
  {
    name: 'gitlab',
    kind: 'security',
    // `npm audit --json` and `snyk --json` have vulnerabilities alone.
    fits: (document) => 'vulnerabilities' in document && 'scan' in document,
    read: (document) => complete('security', 'gitlab', readGitLabSecurity(document)),
  },
];

const NOT_LOOKED_FOR =
  'lists no vulnerability, and does not tell whether any was looked for (a report in SARIF does)';

/** GitHub's API answers with the document in `sbom` (REST, "Export a software bill of materials"). */
const isSpdx2 = (value: unknown) =>
  isObject(value) && typeof value.spdxVersion === 'string' && value.spdxVersion.startsWith('SPDX-2.');

function sbom(format: string, components: number): Reading {
  return components === 0
    ? none('sbom', format, 'lists no component')
    : complete('sbom', format, { components });
}

/** Holds the whole document in memory, unlike the readers of XML and of text. */
export const readJson: Reader = async (text, asked) => {
  const document = await parseJson(text);
  const known = FORMATS.filter(({ fits }) => isObject(document) && fits(document));
  const format = known.find(({ kind }) => kind === asked) ?? known[0];
  if (format === undefined || !isObject(document))
    throw new Unreadable(
      'is JSON of no format that is known here: let its tool write CTRF, SARIF, CycloneDX or SPDX',
    );
  try {
    return format.read(document);
  } catch (error) {
    if (error instanceof Unreadable) throw new Unreadable(error.message, format.kind, format.name);
    throw error;
  }
};

const isObject = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
