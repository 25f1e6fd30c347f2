/** What a run's jobs make of the run. */
import type { LiveJob } from './live-job.ts';
import type { Conclusion, Status } from './run.ts';

/**
 * @fact The status of a run with jobs at a gate and others that run | is `in_progress` until all that is left waits |
 *   belief | OpenAPI: the names of the statuses
 */
export function statusOf(jobs: readonly LiveJob[]): Status {
  const any = (status: Status) => jobs.some((job) => job.status === status);
  if (any('in_progress')) return 'in_progress';
  if (any('waiting')) return 'waiting';
  if (any('pending') && !any('queued')) return 'pending';
  if (!any('queued')) return 'completed';
  return any('completed') ? 'in_progress' : 'queued';
}

/**
 * @fact A run's conclusion | cancelled where a canceled run has a cancelled job, else failure where a job
 *   failed | belief | OpenAPI: the names of the conclusions
 * @param jobs none of a workflow that could not be read, and of a run that was canceled before it had any
 */
export function conclusionOf(jobs: readonly LiveJob[], cancelled: boolean): Conclusion {
  const any = (conclusion: Conclusion) => jobs.some((job) => job.conclusion === conclusion);
  if (cancelled && (jobs.length === 0 || any('cancelled'))) return 'cancelled';
  if (jobs.length === 0 || any('failure')) return 'failure';
  if (any('cancelled')) return 'cancelled';
  return any('success') ? 'success' : 'skipped';
}
