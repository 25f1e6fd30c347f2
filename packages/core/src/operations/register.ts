/** Registers the callback of a change that exists. */
import { gateKey } from '../callback/key.ts';
import { serviceNowTime } from '../clock.ts';
import { decide } from '../decision.ts';
import type { InputsOf } from '../inputs.ts';
import { callbackCredential, registerCallback } from './callback.ts';
import type { OperationContext, OperationResult } from './context.ts';
import { deadlineOf } from './deadline.ts';
import { findChange } from './find-change.ts';
import { policyOf } from './policy.ts';

export async function register(
  inputs: InputsOf<'open'>,
  context: OperationContext,
): Promise<OperationResult> {
  const { build, clock } = context;
  const gate = inputs['gate-name'];
  const policy = policyOf(inputs, deadlineOf(inputs, clock.now()));
  const credential = callbackCredential(inputs, context);
  const change = await findChange(inputs, context);
  const key = gateKey(build.ci, build.buildKey, gate);
  await registerCallback({ change, key, policy, gate, credential }, context);
  return { change, verdict: decide(change, policy, serviceNowTime(clock.now())) };
}
