/** Reads the change once: outputs only. It never fails a build, so it says that it stops none. */
import type { InputsOf } from '../inputs.ts';
import type { OperationContext } from './context.ts';
import { findChange } from './find/find-change.ts';
import { decideStrictly } from './judge.ts';
import { withModelStates } from './model-states.ts';
import { policyOf } from './policy.ts';
import { type OperationResult, verdictSentence } from './result.ts';

const NO_GATE = '. That status stops no deployment: verify does';

export async function status(
  inputs: InputsOf<'status'>,
  context: OperationContext,
): Promise<OperationResult> {
  const policy = policyOf(inputs, '');
  const change = await withModelStates(policy, context)(await findChange(inputs, context));
  const verdict = decideStrictly(change, { policy, implement: inputs.implement }, context);
  const told = verdict.decision === 'approved' ? '' : NO_GATE;
  const result = { change, verdict: { ...verdict, reason: verdict.reason + told } };
  context.log.info(`${verdictSentence(result)}.`);
  return result;
}
