/**
 * What becomes of a job that waits, given the jobs before it
 * (app/services/ci/process_build_service.rb and pipeline_processing/atomic_processing_service.rb).
 */
import type { JobStatus, PipelineStatus } from './pipeline.ts';

export type When = 'on_success' | 'on_failure' | 'always' | 'manual' | 'delayed';

export interface Processable {
  readonly name: string;
  /** Position of its stage among the pipeline's. */
  readonly stageIndex: number;
  readonly when: When;
  readonly allowFailure: boolean;
  /** Names of the jobs that it needs; null when it waits for all earlier stages. */
  readonly needs: readonly string[] | null;
  readonly status: JobStatus;
}

type Upstream = 'incomplete' | 'success' | 'skipped' | 'failed' | 'canceled';

/**
 * @fact A manual job before its turn | is `created`, and `manual` when the jobs before it have ended |
 *   source | app/services/ci/process_build_service.rb
 * @param jobs the newest run of every job
 */
export function nextStatus(job: Processable, jobs: readonly Processable[]): JobStatus {
  const upstream = upstreamOf(job, jobs);
  if (upstream === 'incomplete') return 'created';
  if (!goesOnAfter(job, upstream)) return 'skipped';
  if (job.when === 'delayed') return 'scheduled';
  return job.when === 'manual' ? 'manual' : 'pending';
}

function goesOnAfter(job: Processable, upstream: Exclude<Upstream, 'incomplete'>): boolean {
  switch (job.when) {
    // @fact `on_failure` and `always` | after a failed job, which a denied gate is, both run; after a
    // canceled one neither does | source | app/services/ci/process_build_service.rb
    case 'on_failure':
      return upstream === 'failed';
    case 'always':
      return upstream !== 'canceled';
    default:
      // @fact A job after one that was skipped | goes on by stages, and is skipped when it needs that one |
      // source | app/services/ci/process_build_service.rb
      // A job that was skipped lets the next stage go on, but not the jobs that need it.
      return upstream === 'success' || (upstream === 'skipped' && job.needs === null);
  }
}

/** The jobs that a job waits for: those that it needs, or all of earlier stages. */
export function jobsBefore<J extends Processable>(
  { needs, stageIndex }: Processable,
  jobs: readonly J[],
): J[] {
  return jobs.filter((other) =>
    needs === null ? other.stageIndex < stageIndex : needs.includes(other.name),
  );
}

function upstreamOf(job: Processable, jobs: readonly Processable[]): Upstream {
  const { needs } = job;
  const states = jobsBefore(job, jobs).map((other) => stateFor(other, needs !== null));
  // Of the jobs that it needs, one that does not run at all is enough (lib/gitlab/ci/status/composite.rb, `dag`).
  // @fact `needs` of a skipped job, or of an optional manual job that was not played | the job is skipped |
  // source | lib/gitlab/ci/status/composite.rb, `dag`
  if (needs !== null && states.includes('skipped')) return 'skipped';
  return (
    (['incomplete', 'failed', 'canceled'] as const).find((state) => states.includes(state)) ??
    (states.length > 0 && states.every((state) => state === 'skipped') ? 'skipped' : 'success')
  );
}

/** How a job counts for one that comes after it; `needed` when it is named in `needs`. */
function stateFor(job: Processable, needed: boolean): Upstream {
  switch (job.status) {
    case 'success':
      return 'success';
    case 'failed':
    case 'canceled':
      // @fact A failed or canceled job with `allow_failure` | counts as a success: jobs after it run | source
      // | lib/gitlab/ci/status/composite.rb
      return job.allowFailure ? 'success' : job.status;
    case 'skipped':
      return 'skipped';
    case 'manual':
      // An optional manual job is passed over, but those that need it are not run either, until it is played.
      if (job.allowFailure) return needed ? 'skipped' : 'success';
      return 'incomplete';
    default:
      return 'incomplete';
  }
}

/**
 * The status that a pipeline shows for its jobs (lib/gitlab/ci/status/composite.rb).
 * @fact The status of a pipeline that a blocking manual job holds | `manual`; a job with `allow_failure`
 *   holds nobody up | source | lib/gitlab/ci/status/composite.rb
 */
export function pipelineStatus(jobs: readonly Processable[]): PipelineStatus {
  const counted = jobs.filter(
    (job) => !(job.allowFailure && ['manual', 'failed', 'canceled'].includes(job.status)),
  );
  const any = (status: JobStatus) => counted.some((job) => job.status === status);
  if (any('running') || any('pending')) return 'running';
  if (any('manual')) return 'manual';
  if (any('scheduled')) return 'scheduled';
  if (any('created')) return counted.every((job) => job.status === 'created') ? 'created' : 'running';
  if (any('failed')) return 'failed';
  if (any('canceled')) return 'canceled';
  return counted.length > 0 && counted.every((job) => job.status === 'skipped') ? 'skipped' : 'success';
}
