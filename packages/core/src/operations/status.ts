/** Reads the change once: outputs only. */
import type { InputsOf } from '../inputs.ts';
import type { OperationContext } from './context.ts';
import { findChange } from './find/find-change.ts';
import { decideStrictly } from './judge.ts';
import { withModelStates } from './model-states.ts';
import { policyOf } from './policy.ts';
import { type OperationResult, verdictSentence } from './result.ts';

export async function status(
  inputs: InputsOf<'status'>,
  context: OperationContext,
): Promise<OperationResult> {
  const policy = policyOf(inputs, '');
  const change = await withModelStates(policy, context)(await findChange(inputs, context));
  const result = {
    change,
    verdict: decideStrictly(change, { policy, implement: inputs.implement }, context),
  };
  context.log.info(`${verdictSentence(result)}.`);
  return result;
}
