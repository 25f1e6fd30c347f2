/** The parts that `open` assembles the evidence from, and what each part's reader gives it. */
import type { AttachableFile } from '../servicenow/attachable-file.ts';
import type {
  ChangeCounts,
  CoverageCounts,
  Person,
  PlanColumn,
  ReportFile,
  SbomCounts,
  SecurityCounts,
  TestCounts,
} from './contract.ts';

/** What the reports of a step tell: what `readReports` (`read-reports.ts`) gives, before anything is created. */
export interface ReportEvidence {
  readonly tests: TestCounts;
  readonly coverage: CoverageCounts;
  readonly security: SecurityCounts;
  readonly sbom: SbomCounts;
  readonly reports: readonly ReportFile[];
  /** The files that are there, each once, as they are attached. */
  readonly files: readonly AttachableFile[];
}

/** What changed since the base: what `whatChanged` (`history/what-changed.ts`) gives, once the base is asked for. */
export interface ChangeEvidence {
  readonly changes: ChangeCounts;
  readonly workItems: readonly string[];
  /** All people of the pipeline, those of `BuildSource.people` among them. */
  readonly people: readonly Person[];
  readonly plans: Readonly<Partial<Record<PlanColumn, string>>>;
  /** The output `rollback-to`: `CHG0030001 (2.3.1, commit 1a2b3c4)`; `undefined` where it is not known. */
  readonly rollbackTo: string | undefined;
  /** What is not known and why: sentences, for the note. */
  readonly gaps: readonly string[];
}
