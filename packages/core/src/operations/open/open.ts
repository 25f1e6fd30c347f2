/** Opens the change, or finds the one that this gate already opened, and registers the callback. */
import { gateKey } from '../../callback/key.ts';
import { serviceNowTime } from '../../clock.ts';
import { decide, type Policy } from '../../decision.ts';
import { GateError } from '../../errors.ts';
import type { InputsOf } from '../../inputs.ts';
import type { Change } from '../../servicenow/change.ts';
import { addAffectedCis, attachFiles } from '../attach-files.ts';
import { type AttachableFile, attachableFiles } from '../attachable-files.ts';
import { callbackCredential, registerCallback } from '../callback.ts';
import type { OperationContext, OperationResult } from '../context.ts';
import { deadlineOf } from '../deadline.ts';
import { policyOf } from '../policy.ts';
import { findOrCreate } from './find-or-create.ts';
import { requestApproval } from './request-approval.ts';

type OpenInputs = InputsOf<'open'>;

export async function open(inputs: OpenInputs, context: OperationContext): Promise<OperationResult> {
  const { build, clock } = context;
  const gate = inputs['gate-name'];
  const key = gateKey(build.ci, build.buildKey, gate);
  const policy = policyOf(inputs, deadlineOf(inputs, clock.now()));
  // All that can be known to be wrong comes before the first change is created.
  const credential = build.callback ? callbackCredential(inputs, context) : undefined;
  const files = await attachableFiles(inputs, context.displayName);
  await build.checkGate?.({
    name: gate,
    ...(credential !== undefined && 'token' in credential && { callbackToken: credential.token }),
  });

  const opened = await findOrCreate(key, inputs, context);
  const change = await complete(opened, { inputs, files, policy }, context);
  if (credential !== undefined) await registerCallback({ change, key, policy, gate, credential }, context);
  return { change, verdict: decide(change, policy, serviceNowTime(clock.now())) };
}

interface Completion {
  readonly inputs: OpenInputs;
  readonly files: readonly AttachableFile[];
  readonly policy: Policy;
}

/** Whoever is asked must find everything there: approval is requested last. */
async function complete(
  change: Change,
  { inputs, files, policy }: Completion,
  context: OperationContext,
): Promise<Change> {
  try {
    await addAffectedCis(change, inputs['affected-cis'], context);
    await attachFiles(change, files, context, { unhashed: 'the same' });
    return inputs.submit ? await requestApproval(change, policy, context) : change;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    throw new GateError(
      error.code,
      `${change.number} is open, but not complete, and its callback is not registered. ${error.message} ` +
        'Run this step again afterwards: it picks this change up.',
      { cause: error },
    );
  }
}
