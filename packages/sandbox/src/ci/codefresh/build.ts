/** A build as those see it who started it: its status life, its log and its steps. */

/**
 * @fact Statuses of a build | those that the CLI knows; a denied build's by the switch `deniedStatus` | source |
 *   CLI 1.2.7: filters of `get builds`, choices of `wait`
 */
export type BuildStatus =
  | 'pending'
  | 'elected'
  | 'running'
  | 'pending-approval'
  | 'success'
  | 'error'
  | 'terminating'
  | 'terminated'
  | 'denied';

export type FinalStatus = 'success' | 'error' | 'terminated' | 'denied';

export type StepStatus =
  | 'pending'
  | 'running'
  | 'pending-approval'
  | 'success'
  | 'error'
  | 'approved'
  | 'denied'
  | 'terminated'
  | 'skipped';

export interface StepResult {
  readonly name: string;
  readonly status: StepStatus;
  /** What `${{steps.<name>.output.<KEY>}}` reads. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The link that Codefresh shows on the step; null for none. */
  readonly outputUrl: string | null;
  /** Who decided an approval step: `${{steps.<name>.authEntity.name}}`; null for other steps. */
  readonly decidedBy: string | null;
  /** Why the step failed; null when it did not. */
  readonly error: string | null;
}

export interface GitContext {
  readonly branch: string;
  readonly revision: string;
  readonly repoOwner: string;
  readonly repoName: string;
}

/** What is known of a build before it runs. */
export interface BuildOrigin {
  /** 24 hex digits, as a MongoDB ObjectId. */
  readonly id: string;
  /** `project/pipeline` */
  readonly pipelineName: string;
  readonly initiator: string;
  readonly git: GitContext;
}

export interface Build extends BuildOrigin {
  readonly status: BuildStatus;
  readonly created: Date;
  readonly started: Date | null;
  readonly ended: Date | null;
  /** One line per line of output; encrypted variables are masked, as Codefresh does, and nothing else is. */
  readonly log: string;
  /** The pipeline's steps in order; those that did not run are there too. Hooks follow when they ran. */
  readonly steps: readonly StepResult[];
  /** What the steps exported for the whole build; a later export of the same name replaces an earlier one. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Resolves at the first pause. Rejects when the build ends without one. */
  readonly paused: Promise<void>;
  /** Resolves when nothing of the build runs any more, hooks included. */
  readonly finished: Promise<FinalStatus>;
  /** How long a runner was occupied so far, in ms of sandbox time. */
  readonly heldRunnerMs: number;
  /** How long the build has stood at approvals so far, in ms of sandbox time. */
  readonly pausedMs: number;
}
