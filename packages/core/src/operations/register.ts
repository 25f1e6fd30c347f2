/** Registers the callback of a change that exists. */
import type { InputsOf } from '../inputs.ts';
import { callbackCredential, registerCallback } from './callback.ts';
import type { OperationContext } from './context.ts';
import { deadlineOf } from './deadline.ts';
import { findChange } from './find/find-change.ts';
import { withModelStates } from './model-states.ts';
import { withWhatIsLeft } from './open/what-is-left.ts';
import { policyOf } from './policy.ts';
import type { OperationResult } from './result.ts';

export async function register(
  inputs: InputsOf<'open'>,
  context: OperationContext,
): Promise<OperationResult> {
  const policy = policyOf(inputs, deadlineOf(inputs, context.clock.now()));
  const credential = callbackCredential(inputs, context.displayName);
  const change = await withModelStates(policy, context)(await findChange(inputs, context));
  await registerCallback({ change, policy, credential }, context).catch(async (error: unknown) => {
    throw await withWhatIsLeft(error, { change, created: false }, context);
  });
  return { change, verdict: context.decide(change, policy) };
}
