/**
 * After the pause: proves the decision, whatever resumed the build (the callback, a person pressing
 * approve in the CI, a forged call).
 */
import { decide } from '../decision.ts';
import type { InputsOf } from '../inputs.ts';
import { findChange } from './find-change.ts';
import { type OperationContext, type OperationResult, sentence, serviceNowTime } from './operation.ts';
import { policyOf } from './policy.ts';

export async function verify(
  inputs: InputsOf<'verify'>,
  context: OperationContext,
): Promise<OperationResult> {
  const change = await findChange(inputs, context);
  const verdict = decide(change, policyOf(inputs, ''), serviceNowTime(context.now()));
  if (verdict.decision === 'approved') context.log.info(`${sentence(change, verdict)}: the build may go on.`);
  return { change, verdict };
}
