/**
 * The evidence contract: what a pipeline tells ServiceNow of what it is about to deploy, whatever the CI. It is the body of
 * `POST /api/x_change_gate/v1/evidence`, and each answer of the app about it. docs/architecture.md has the whole of it.
 *
 * A number that is not known is `null`, and an empty column on the instance: never 0.
 */

/** The kinds of reports that are read. */
export const REPORT_KINDS = ['tests', 'coverage', 'security', 'sbom'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What `require-evidence` may ask for. */
export const EVIDENCE_KINDS = ['tests', 'coverage', 'security', 'sbom', 'artifacts', 'changes'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/**
 * How well a kind is known. `complete`: every report was read to its end, and together they tell something. `none`: they were
 * read, and hold nothing (no test case). `unreadable`: one of them is missing, cut off, too large or not understood, or its
 * producer says that it failed. `not_given`: the step names none.
 */
export const REPORT_STATUSES = ['complete', 'none', 'unreadable', 'not_given'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

type Counts<Name extends string> = { readonly status: ReportStatus } & {
  /** `null` unless the status is `complete`. */
  readonly [Count in Name]: number | null;
};

/** Test cases. `failed` includes `errors`; `flaky` ones have passed at last, and are among `passed`. */
export type TestCounts = Counts<'total' | 'passed' | 'failed' | 'errors' | 'skipped' | 'flaky'>;
/** Lines; `percent` has one decimal, rounded down. */
export type CoverageCounts = Counts<'lines_covered' | 'lines_total' | 'percent'>;
/**
 * Findings by severity, without those that were suppressed. `unknown` have none; `unscored` are those among the others whose
 * severity was taken from their level; `new` are those that their producer calls new; `false_positives` count in no other.
 */
export type SecurityCounts = Counts<
  'critical' | 'high' | 'medium' | 'low' | 'info' | 'unknown' | 'unscored' | 'new' | 'false_positives'
>;
/** Software components. */
export type SbomCounts = Counts<'components'>;

/** Where the commits are counted from. `rollback`: the commit stands behind its base. */
export const DIRECTIONS = ['ahead', 'same', 'rollback', 'diverged', 'unknown'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What changed since what this stream has deployed last. */
export interface ChangeCounts {
  /** `unknown` where the base or the commits since are not known. */
  readonly status: 'known' | 'unknown';
  readonly direction: Direction;
  readonly commits: number | null;
  readonly commits_without_work_item: number | null;
  /** Commits that no one but their author has approved, where the CI tells of reviews; else `null`. */
  readonly commits_not_reviewed: number | null;
  readonly authors: number | null;
  /** Merged pull or merge requests. */
  readonly merge_requests: number | null;
  /** The whole SHA; empty where it is not known. */
  readonly base_commit: string;
  /** The change with which the base was deployed: `CHG0030001`; empty where none did. */
  readonly base_change: string;
}

/** How a person of a pipeline took part. */
export const ROLES = ['trigger', 'author', 'merger', 'reviewer'] as const;

/** A person of the pipeline as the CI knows one. Each text may be empty. */
export interface Person {
  readonly role: (typeof ROLES)[number];
  readonly name: string;
  readonly login: string;
  readonly email: string;
}

/** One file that was read. */
export interface ReportFile {
  readonly kind: ReportKind;
  /** Its path inside the workspace, or the pattern that no file matches. */
  readonly name: string;
  /** `junit`, `sarif`, `lcov` ...; empty where it was not recognised. */
  readonly format: string;
  readonly status: Exclude<ReportStatus, 'not_given'>;
  /** Why it is not complete: a clause without a full stop; else empty. */
  readonly problem: string;
  /** 64 hex digits; empty where there is no file. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** What orders the builds of a stream. A build that is run again keeps its own. */
export interface Sequence {
  /** What counts: only numbers of one counter are compared. `github.com/acme/shop/.github/workflows/deploy.yml` */
  readonly counter: string;
  /** Run number, pipeline iid, or the build's start in milliseconds since 1970. */
  readonly number: number;
}

/** What deploys to one place, build after build, and where this build stands among them. */
export interface StreamPosition {
  /** The input `stream`; without it, the pipeline's definition and the gate: `github.com/acme/shop/.github/workflows/deploy.yml#production`. */
  readonly stream: string;
  readonly sequence: Sequence;
}

/** What to do with older changes of the stream that wait, when a newer one is opened. */
export const ON_NEWER = ['keep', 'note', 'cancel'] as const;
/** Whether an approver who also is a person of the pipeline stops the build. */
export const SEPARATION_RULES = ['record', 'deny'] as const;
export const SEPARATIONS = ['separate', 'same', 'unknown'] as const;
export type Separation = (typeof SEPARATIONS)[number];

/** Columns of a change that say in words what the evidence tells; at most 4,000 characters each. */
export const PLAN_COLUMNS = ['implementation_plan', 'backout_plan', 'test_plan'] as const;
export type PlanColumn = (typeof PLAN_COLUMNS)[number];

/** The body of `POST /evidence`. */
export interface EvidenceRecord extends StreamPosition {
  readonly change: { readonly number: string; readonly sys_id: string };
  /** The gate's key. */
  readonly key: string;
  readonly ci: string;
  readonly build: { readonly id: string; readonly url: string };
  /** What is deployed; texts that are not known are empty. */
  readonly source: { readonly repository: string; readonly commit: string; readonly ref: string };
  /** `name@sha256:<64 hex digits>` each. */
  readonly artifacts: readonly string[];
  /**
   * `complete`: at least one kind was given, and each kind that was given, or is required, is complete. `none`: none was given or required.
   * `incomplete`: anything else.
   */
  readonly status: 'complete' | 'incomplete' | 'none';
  readonly tests: TestCounts;
  readonly coverage: CoverageCounts;
  readonly security: SecurityCounts;
  readonly sbom: SbomCounts;
  readonly changes: ChangeCounts;
  readonly work_items: readonly string[];
  readonly people: readonly Person[];
  readonly reports: readonly ReportFile[];
  readonly separation: (typeof SEPARATION_RULES)[number];
  /** What people read of it: the work note that the app leaves, at most 5,000 characters. */
  readonly note: string;
  /** Columns of the change that the app fills in where they are empty and the caller may write them. */
  readonly plans: Readonly<Partial<Record<PlanColumn, string>>>;
}

/** What this stream has deployed last: part of the registration's answer, and of `GET /evidence?stream=`. */
export interface StreamBase {
  /** `CHG0030001` */
  readonly change: string;
  readonly commit: string;
  readonly artifacts: readonly string[];
  readonly build_url: string;
}

/** The answer of `POST /evidence`. */
export interface EvidenceAnswer {
  /** Of the row. */
  readonly sys_id: string;
  /** Whether the row counts for the change: `false` for what comes after its approval was asked for, which is kept beside it. */
  readonly counts: boolean;
  /** Changes of older builds of this stream that still wait, for `on-newer`. */
  readonly older: readonly { readonly number: string; readonly sys_id: string }[];
}

/** The body of `POST /evidence/checks`: asked by `verify` and `wait`, after the decision and before the deployment. */
export interface EvidenceQuestion {
  /** sys_id */
  readonly change: string;
  readonly key: string;
  readonly build_url: string;
  /** What is about to be deployed; each is empty where the step does not say. Commits of two repositories are not compared. */
  readonly repository: string;
  readonly commit: string;
  /** `sha256:...`, with or without a name before it. */
  readonly artifacts: readonly string[];
  readonly rollback: boolean;
  readonly separation: (typeof SEPARATION_RULES)[number];
  /** For a change that is not approved. */
  readonly emergency?: { readonly reason: string; readonly incident: string } | undefined;
}

/** Why a build may not deploy though its change is approved. */
export const REFUSALS = [
  'ARTIFACT_CHANGED',
  'COMMIT_NOT_APPROVED',
  'OUTDATED',
  'NOT_SEPARATE',
  'EVIDENCE_UNREADABLE',
  'NO_EMERGENCY',
] as const;

/** The answer of `POST /evidence/checks`. */
export interface EvidenceCheck {
  /** sys_id of the change that it is about. */
  readonly change: string;
  /** What forbids the deployment; reasons are clauses that follow the change's number. Empty: nothing does. */
  readonly refusals: readonly { readonly code: (typeof REFUSALS)[number]; readonly reason: string }[];
  /** What else people should know: clauses that follow the change's number. */
  readonly warnings: readonly string[];
  /** Who or which rule decided, and what was missing: a clause; empty where nothing is known. */
  readonly why: string;
  readonly separation: Separation;
  /** Whether an emergency was let pass. */
  readonly overridden: boolean;
}

export const STREAM_PATTERN = /^[!-~](?:[ -~]{0,198}[!-~])?$/;
/** `name@sha256:...`; a name is what registries allow, and a tag may stand before the digest. */
export const ARTIFACT_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}@sha256:[0-9a-f]{64}$/;
/** What `artifact` may be: a digest, with or without a name before it. */
export const DIGEST_PATTERN = /^(?:[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}@)?sha256:[0-9a-f]{64}$/;
export const MAX_ARTIFACTS = 20;
export const MAX_REPORTS = 200;
export const MAX_PEOPLE = 100;
export const MAX_WORK_ITEMS = 100;
export const NOTE_MAX_LENGTH = 5000;
export const PLAN_MAX_LENGTH = 4000;
