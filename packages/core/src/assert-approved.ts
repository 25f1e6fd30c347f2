import { GateError } from './errors.ts';
import type { ExecutedOperation } from './execute.ts';

/**
 * `verify` and `wait` stand between a build and its deployment: they fail unless the decision is `approved`.
 * @throws GateError NOT_APPROVED
 */
export function assertApproved({ operation, outputs, verdict }: ExecutedOperation): void {
  if ((operation !== 'verify' && operation !== 'wait') || verdict.decision === 'approved') return;
  const next =
    verdict.decision === 'pending'
      ? 'Nothing may be deployed yet. Wait until that has changed (approval, Implement, window or hold), then run this step again.'
      : 'This build must not deploy. Open a new change with a new build.';
  throw new GateError('NOT_APPROVED', `${outputs.reason}. ${next}`);
}
