/** Reads the change once: outputs only. */

import { serviceNowTime } from '../clock.ts';
import { decide } from '../decision.ts';
import type { InputsOf } from '../inputs.ts';
import { type OperationContext, type OperationResult, verdictSentence } from './context.ts';
import { findChange } from './find-change.ts';
import { withModelStates } from './model-states.ts';
import { policyOf } from './policy.ts';

export async function status(
  inputs: InputsOf<'status'>,
  context: OperationContext,
): Promise<OperationResult> {
  const policy = policyOf(inputs, '');
  const change = await withModelStates(policy, context)(await findChange(inputs, context));
  const verdict = decide(change, policy, serviceNowTime(context.clock.now()));
  context.log.info(`${verdictSentence(change, verdict)}.`);
  return { change, verdict };
}
