/**
 * Whether the pipeline of an undecided gate is over: it was deleted, or nothing of it runs and its gate has passed or was
 * canceled. A pipeline that opens another change after its end is one whose gate has passed before. A gate
 * that was skipped goes on when the job before it is retried (app/services/ci/reset_skipped_jobs_service.rb), and one that
 * failed is played again by an approval, so both wait on.
 */
import type { ApprovalHttp, ApprovalLook, BuildRequest } from '@change-gate/core/approval';
import { answer } from '@change-gate/core/approval-client';
import { connect } from './gitlab.ts';

/** Nothing runs any more, and nothing waits (app/models/concerns/ci/has_status.rb, COMPLETED_STATUSES). */
const FINISHED = ['success', 'failed', 'canceled', 'skipped'];

export function lookForEnd(request: BuildRequest, http: ApprovalHttp): ApprovalLook {
  const gitlab = connect(Object.assign({ decision: 'denied' as const, reason: '' }, request), http);
  const pipeline = gitlab.pipeline();
  if ('failed' in pipeline) return pipeline.failed;
  if (pipeline.value === null) return answer('build-ended', 'The pipeline was deleted in GitLab.');
  const { status } = pipeline.value;
  if (FINISHED.indexOf(status) < 0) return { outcome: 'waits', detail: `The pipeline is ${status}.` };
  const gate = gitlab.gate();
  if ('failed' in gate) return gate.failed;
  const detail = `The pipeline is ${status}, and the gate's job ${gate.value.id} is ${gate.value.status}.`;
  return gate.value.status === 'canceled' || gate.value.status === 'success'
    ? answer('build-ended', detail)
    : { outcome: 'waits', detail };
}
