/** What a run's jobs make of the run. */
import type { LiveJob } from './live-job.ts';
import type { Conclusion, Status } from './run.ts';

/** A run waits when all that could go on waits; which status GitHub shows otherwise is not documented. */
export function statusOf(jobs: readonly LiveJob[]): Status {
  const any = (status: Status) => jobs.some((job) => job.status === status);
  if (any('in_progress')) return 'in_progress';
  if (any('waiting')) return 'waiting';
  if (!any('queued')) return 'completed';
  return any('completed') ? 'in_progress' : 'queued';
}

/** @param jobs of a workflow that could not be read: none */
export function conclusionOf(jobs: readonly LiveJob[], cancelled: boolean): Conclusion {
  const any = (conclusion: Conclusion) => jobs.some((job) => job.conclusion === conclusion);
  if (cancelled && any('cancelled')) return 'cancelled';
  if (jobs.length === 0 || any('failure')) return 'failure';
  if (any('cancelled')) return 'cancelled';
  return any('success') ? 'success' : 'skipped';
}
