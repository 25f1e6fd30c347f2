/** The reports that a step names: found, read and added up, before anything is created. */
import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DisplayName } from '../adapter.ts';
import { invalidInput } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Log } from '../log.ts';
import { type AttachableFile, attachableFile } from '../servicenow/attachable-file.ts';
import { MAX_REPORTS, type ReportKind } from './contract.ts';
import type { ReportEvidence } from './parts.ts';
import { attachableReport } from './report-files/attachable-report.ts';
import { type FoundFile, findFiles, leadsOutside } from './report-files/find-files.ts';
import { type ReadFile, readFile } from './report-files/read-file.ts';
import { sumCoverage, sumSbom, sumSecurity, sumTests } from './report-files/sum-counts.ts';

/** The input that names the files of each kind. */
export const REPORT_INPUTS = {
  tests: 'test-reports',
  coverage: 'coverage-reports',
  security: 'security-reports',
  sbom: 'sbom',
} as const satisfies Record<ReportKind, string>;

type ReportInputs = Pick<InputsOf<'open'>, (typeof REPORT_INPUTS)[ReportKind] | 'attachment-limit'>;

interface ReadOptions {
  /** The folder that patterns start in, and that no file may lie outside of. */
  readonly workspace: string;
  readonly displayName: DisplayName;
  readonly log: Log;
}

/**
 * Reads the reports that the inputs name, each file once, one after the other. A file that cannot be read makes its kind
 * `unreadable`, and is told in `reports`: it is no error here, unless `require-evidence` makes it one.
 * @throws GateError INVALID_INPUT for a pattern that leads out of the workspace
 */
export async function readReports(inputs: ReportInputs, options: ReadOptions): Promise<ReportEvidence> {
  const workspace = await realpath(options.workspace).catch(() => options.workspace);
  refuseOutside([workspace, options.workspace], inputs, options.displayName);
  const read = <Kind extends ReportKind>(kind: Kind) =>
    readKind(kind, inputs[REPORT_INPUTS[kind]], workspace);
  const tests = await read('tests');
  const coverage = await read('coverage');
  const security = await read('security');
  const sbom = await read('sbom');
  const files = told([...tests, ...coverage, ...security, ...sbom], options.log);
  return {
    tests: sumTests(tests),
    coverage: sumCoverage(coverage),
    security: sumSecurity(security),
    sbom: sumSbom(sbom),
    reports: files.map(({ report }) => report),
    files: attachable(files, inputs, options),
  };
}

/** @param workspaces the ways to the workspace: an absolute pattern may name it with links or without */
function refuseOutside(workspaces: readonly string[], inputs: ReportInputs, displayName: DisplayName): void {
  const problems = Object.values(REPORT_INPUTS).flatMap((input) =>
    inputs[input]
      .filter((pattern) => workspaces.every((workspace) => leadsOutside(workspace, pattern)))
      .map(
        (pattern) =>
          `${displayName(input)}: ${pattern} leads out of the workspace ${workspaces[0]}, and no report is read elsewhere: give it relative to that folder`,
      ),
  );
  if (problems.length > 0) throw invalidInput(problems);
}

/** A file that several patterns name counts once. */
async function readKind<Kind extends ReportKind>(
  kind: Kind,
  patterns: readonly string[],
  workspace: string,
): Promise<ReadFile<Kind>[]> {
  const found = new Map<string, FoundFile>();
  for (const pattern of patterns) {
    for (const file of await findFiles(workspace, pattern))
      found.set('path' in file ? file.path : file.name, file);
  }
  const read: ReadFile<Kind>[] = [];
  for (const file of found.values()) read.push(await readFile(kind, file));
  return read;
}

/** The record tells of so many files only: of those that are not complete first, as they are what somebody has to look at. */
function told(files: readonly ReadFile[], log: Log): readonly ReadFile[] {
  if (files.length <= MAX_REPORTS) return files;
  log.warning(
    `The evidence counts all of ${files.length} reports, and tells of ${MAX_REPORTS} of them, which are attached: let the build join the others into fewer files.`,
  );
  const isBad = ({ report }: ReadFile) => report.status !== 'complete';
  return [...files.filter(isBad), ...files.filter((file) => !isBad(file))].slice(0, MAX_REPORTS);
}

/**
 * Only what was recognised is attached: a pattern that matches too much must not carry other files of the workspace to where many
 * people read them. A file of two kinds is attached once. Files of one name in several folders get the folder into their names.
 */
function attachable(
  files: readonly ReadFile[],
  inputs: ReportInputs,
  { displayName, log }: ReadOptions,
): AttachableFile[] {
  const byPath = new Map(
    files.flatMap(({ path, report }) =>
      path === undefined || report.format === '' ? [] : [[path, report] as const],
    ),
  );
  const names = Map.groupBy(byPath.values(), ({ name }) => basename(name));
  const limit = inputs['attachment-limit'] * 1024 * 1024;
  return [...byPath].flatMap(([path, report]) => {
    if (report.size > limit) {
      log.warning(
        `${report.name} is not attached: it is larger than ${displayName('attachment-limit')} allows (${inputs['attachment-limit']} MB). Its counts and its hash are in the evidence.`,
      );
      return [];
    }
    const isOnly = names.get(basename(report.name))?.length === 1;
    const name = isOnly ? basename(report.name) : report.name.replaceAll('/', '-');
    const file = attachableFile(path, report.size, displayName(REPORT_INPUTS[report.kind]));
    return [attachableReport({ ...file, name }, report)];
  });
}
