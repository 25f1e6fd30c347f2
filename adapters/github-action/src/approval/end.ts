/**
 * Whether the run of an undecided gate is over. A completed run waits nowhere: it was rejected, cancelled, or its gate had no
 * answer for 30 days (GitHub docs, "Reviewing deployments"). Somebody may run it again within 30 days ("Re-running workflows
 * and jobs"); a run of all jobs registers anew.
 */
import type { ApprovalLook, BuildRequest } from '@change-gate/core/approval';
import { type ApprovalClient, answer, readListed } from '@change-gate/core/approval-client';
import { runPath } from './runs.ts';

export function lookForEnd({ target }: BuildRequest, github: ApprovalClient): ApprovalLook {
  // The run that opened the change ends at once, and the one that deploys is still to be started.
  if (target.way === 'dispatch') return { outcome: 'waits', detail: 'No run waits in GitHub.' };
  const run = readListed(
    github,
    { path: runPath(target), asked: 'for the run' },
    { path: '/actions/runs?per_page=1', asked: "for the repository's runs", isList: hasRuns },
  );
  if ('failed' in run) return run.failed;
  if (run.value === null) return answer('build-ended', 'The run was deleted in GitHub.');
  const { status, conclusion } = run.value as Readonly<Record<string, unknown>>;
  if (typeof status !== 'string') return github.unexpected('a run').failed;
  return status === 'completed'
    ? answer('build-ended', `The run's conclusion is ${conclusion}.`)
    : { outcome: 'waits', detail: `The run's status is ${status}.` };
}

function hasRuns(value: unknown): boolean {
  return Array.isArray((value as { workflow_runs?: unknown } | null)?.workflow_runs);
}
