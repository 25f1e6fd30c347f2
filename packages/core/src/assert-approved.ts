import { GateError } from './errors.ts';
import type { ExecutedOperation } from './execute.ts';
import { letsDeploy } from './operations/result.ts';
import { runAgain } from './run-again.ts';

/**
 * `verify` and `wait` stand between a build and its deployment: they fail unless the decision is `approved`, or `verify` was
 * given an emergency that may be deployed before.
 * @throws GateError NOT_APPROVED
 */
export function assertApproved({ operation, outputs, verdict, build }: ExecutedOperation): void {
  if ((operation !== 'verify' && operation !== 'wait') || letsDeploy(verdict.decision)) return;
  const next =
    verdict.decision === 'pending'
      ? `Nothing may be deployed yet. Wait until that has changed (approval, Implement, window or hold). ${runAgain(build, operation)}`
      : 'This build must not deploy. Open a new change with a new build.';
  throw new GateError('NOT_APPROVED', `${outputs.reason}. ${next}`);
}
