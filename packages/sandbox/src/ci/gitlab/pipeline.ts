/** A pipeline and its jobs as those see them who started them: statuses, logs, what was handed on. */

/** Job statuses of GitLab (app/models/concerns/ci/has_status.rb) that the sandbox's jobs can have. */
export type JobStatus =
  | 'created'
  | 'manual'
  | 'scheduled'
  | 'pending'
  | 'running'
  | 'success'
  | 'failed'
  | 'canceled'
  | 'skipped';

export type PipelineStatus = JobStatus;

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly stage: string;
  /** Position of its stage among the pipeline's. */
  readonly stageIndex: number;
  readonly status: JobStatus;
  readonly allowFailure: boolean;
  /** Whether it starts a child pipeline, for which it needs no runner. */
  readonly bridge: boolean;
  /** The id of the pipeline that it has started; null when there is none. */
  readonly downstream: number | null;
  /** Whether a newer run took its place: it is not listed any more, unless asked for. */
  readonly superseded: boolean;
  /** Whose it is: the pipeline's user's, or whoever's who played or retried it. */
  readonly user: string;
  /** Who played it; null when nobody has. */
  readonly playedBy: string | null;
  readonly webUrl: string;
  /** The log, one line per line; masked variables are `[MASKED]`. */
  readonly trace: string;
  /** Lines of its dotenv report, with which later jobs begin; empty without one. */
  readonly dotenv: string;
  /** Its annotations report as JSON text; empty without one. */
  readonly annotations: string;
  /** Why a job failed, in GitLab's word: `script_failure`, `deployment_rejected`; empty otherwise. */
  readonly failureReason: string;
}

/** What a merge request pipeline is for. */
export interface MergeRequest {
  readonly iid: number;
  readonly sourceBranch: string;
  /** With what is in the target branch, or with the merge requests that come before it on the merge train, too. */
  readonly event: 'merged_result' | 'merge_train';
}

export interface Pipeline {
  /** Unique on the instance; a retried pipeline keeps it. */
  readonly id: number;
  readonly iid: number;
  /** The path of its project: `group/project`. */
  readonly project: string;
  readonly status: PipelineStatus;
  /** A branch; of a pipeline for a tag, the tag; of one for a merge request, `refs/merge-requests/7/merge`. */
  readonly ref: string;
  readonly tag: boolean;
  readonly mergeRequest: MergeRequest | null;
  readonly sha: string;
  readonly user: string;
  readonly webUrl: string;
  readonly source: 'push' | 'merge_request_event' | 'parent_pipeline' | 'api';
  /** Of a child pipeline: the ids of its parent, and of the job there that started it. */
  readonly upstream: { readonly pipeline: number; readonly job: number } | null;
  readonly createdAt: Date;
  /** Why there are no jobs: what GitLab, or the sandbox, does not accept in the configuration; else empty. */
  readonly configError: string;
  /** Oldest first, runs that a newer one has superseded included. */
  readonly jobs: readonly Job[];
  /** The newest run of the job with this name. */
  job(name: string): Job | undefined;
  /** All jobs' logs, each line behind its job's name. */
  readonly log: string;
  /** Resolves when a manual job blocks the pipeline for the first time. Rejects when it ends before. */
  readonly paused: Promise<void>;
  /**
   * Resolves when the pipeline has ended and nothing of it runs. A retry or a play revives it: whoever asks
   * then gets the next end.
   */
  readonly finished: Promise<PipelineStatus>;
  /** How long a runner was occupied so far, in ms of sandbox time. */
  readonly heldRunnerMs: number;
  /** How long the pipeline has stood blocked so far, in ms of sandbox time. */
  readonly pausedMs: number;
}

/** What is known of a pipeline before it has begun. */
export type PipelineOrigin = Pick<
  Pipeline,
  'id' | 'iid' | 'project' | 'ref' | 'tag' | 'mergeRequest' | 'user' | 'webUrl' | 'source' | 'upstream'
>;
