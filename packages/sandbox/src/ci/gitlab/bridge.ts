/** A trigger job, which GitLab calls a bridge, and the child pipeline that it has started (app/models/ci/bridge.rb). */
import type { LiveJob } from './live-job.ts';
import type { JobStatus, PipelineStatus } from './pipeline.ts';

/**
 * A child that is run again after its end has the bridge wait once more.
 * @fact A job that starts a child pipeline | is done when the child is there; with `strategy: depend`, it
 *   runs as long as the child, blocked or not | source | app/models/ci/bridge.rb
 * @returns the status that the bridge gets now that its child has this one; null when it keeps its own
 */
export function inheritedStatus(bridge: LiveJob, child: PipelineStatus): JobStatus | null {
  if (bridge.superseded) return null;
  if (bridge.definition.trigger?.depend !== true) return bridge.ended ? null : 'success';
  switch (child) {
    case 'success':
    case 'canceled':
      return bridge.ended ? null : child;
    case 'failed':
    case 'skipped':
      return bridge.ended ? null : 'failed';
    default:
      return bridge.ended ? 'pending' : null;
  }
}
