/** A workflow run as those see it who started it: its jobs, its log, and where it waits. */
import type { StatusReport } from './gate.ts';

/** Of GitHub's statuses those that this sandbox's runs go through. */
export type Status = 'queued' | 'pending' | 'in_progress' | 'waiting' | 'completed';

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped';

export type EventName = 'workflow_dispatch' | 'repository_dispatch' | 'push' | 'pull_request' | 'merge_group';

/** The pull request that a run is for. */
export interface PullRequest {
  readonly number: number;
  /** Names of branches. */
  readonly head: string;
  readonly base: string;
  readonly fromFork: boolean;
}

export interface StepResult {
  readonly name: string;
  /** The step's `id`; null when it has none. */
  readonly id: string | null;
  /** Before `continue-on-error` is applied. */
  readonly outcome: Conclusion;
  readonly conclusion: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
}

/** What `::error::` and its like show on the run's page. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  /** `title`, `file`, `line` ... as they were given. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface Job {
  readonly id: number;
  /** The job's key in the workflow; `change/open` for the job `open` of a workflow that the job `change` calls. */
  readonly key: string;
  /** As people see it, `change / open`; a job of a matrix has its values in parentheses. */
  readonly name: string;
  /** Which attempt of the run it belongs to. */
  readonly attempt: number;
  readonly status: Status;
  readonly conclusion: Conclusion | null;
  /** The environment's name and what `environment.url` came to; null for a job without an environment. */
  readonly environment: { readonly name: string; readonly url: string } | null;
  readonly started: Date | null;
  readonly ended: Date | null;
  /** Steps that ran or were skipped, posts included, in order. */
  readonly steps: readonly StepResult[];
  /** What the next jobs get: outputs that are empty or hold a masked string are not there. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  /** Markdown of all steps' summaries. */
  readonly summary: string;
  readonly log: string;
  /** What Apps report at its gate, which people see on the job; oldest first. */
  readonly reports: readonly StatusReport[];
  /** How long a runner was occupied so far, in ms of sandbox time. */
  readonly heldRunnerMs: number;
}

/** One line of the run's review history. */
export interface Review {
  readonly environment: string;
  readonly state: 'approved' | 'rejected';
  readonly user: string;
  readonly comment: string;
}

/** What is known of a run before its jobs run. */
export interface RunOrigin {
  readonly event: EventName;
  /** The payload, as `github.event` and the file at `GITHUB_EVENT_PATH` have it. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** `inputs` of `workflow_dispatch`, with their types. */
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  /** `refs/heads/main`, `refs/tags/v1`, `refs/pull/7/merge` */
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  /** null for a run of another event than `pull_request`. */
  readonly pullRequest: PullRequest | null;
}

export interface Run extends RunOrigin {
  readonly id: number;
  readonly number: number;
  /** `owner/name` */
  readonly repository: string;
  /** The workflow's file, `deploy.yml`. */
  readonly workflow: string;
  /** From 1; a re-run adds 1 and begins the jobs, the log and the promises anew. */
  readonly attempt: number;
  readonly triggeringActor: string;
  readonly status: Status;
  readonly conclusion: Conclusion | null;
  readonly created: Date;
  readonly ended: Date | null;
  /** The current attempt's jobs; a re-run of failed jobs keeps the successful ones of earlier attempts. */
  readonly jobs: readonly Job[];
  /** Outputs by job key. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** `<job> | <line>`, masked, in the order of time; all attempts. */
  readonly log: string;
  readonly reviews: readonly Review[];
  /** Environments at which jobs wait now. */
  readonly waitingAt: readonly string[];
  /** Resolves when a job first waits at an environment. Rejects when the attempt ends without. */
  readonly waiting: Promise<void>;
  /** Resolves when nothing of the attempt runs any more. */
  readonly finished: Promise<Conclusion>;
  /** Of all jobs of all attempts, in ms of sandbox time. */
  readonly heldRunnerMs: number;
  /** How long the run has waited at its environments so far, in ms of sandbox time. */
  readonly waitingMs: number;
  /** Who last answered for an environment: a login, or an App's slug. */
  readonly decidedBy: string | null;
}
