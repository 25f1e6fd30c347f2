/** Opens the change, or finds the one that this gate already opened, and registers the callback. */
import { GateError } from '../../errors.ts';
import type { InputsOf } from '../../inputs.ts';
import type { Change } from '../../servicenow/change.ts';
import { addAffectedCis } from '../add-affected-cis.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { attachableFiles } from '../attachments/attachable-files.ts';
import { registerCallback } from '../callback.ts';
import type { OperationContext } from '../context.ts';
import { readData } from '../requested-fields.ts';
import type { OperationResult } from '../result.ts';
import { findExisting } from './find-existing.ts';
import { findOrCreate } from './find-or-create.ts';
import { type OpenFiles, type OpenPlan, planOpen } from './plan.ts';
import { requestApproval } from './request-approval.ts';
import { writeMissing } from './write-missing.ts';

export async function open(inputs: InputsOf<'open'>, context: OperationContext): Promise<OperationResult> {
  const { build, gate, clock, displayName } = context;
  // All that can be known to be wrong comes before the first change is created.
  const { callback } = build;
  const plan = planOpen(inputs, await readFiles(inputs, context), {
    callback,
    now: clock.now(),
    displayName,
  });
  const { credential, policy } = plan;
  await build.checkGate?.({
    name: gate.name,
    ...(credential !== undefined && 'token' in credential && { callbackToken: credential.token }),
  });

  const opened =
    plan.change.kind === 'existing'
      ? await writeMissing(await findExisting(plan.change, context), plan, context)
      : await findOrCreate(plan.change, plan, context);
  const change = await complete(opened, plan, context);
  if (credential !== undefined) await registerCallback({ change, policy, credential }, context);
  return { change, verdict: context.decide(change, policy) };
}

async function readFiles(
  inputs: InputsOf<'open'>,
  { displayName }: Pick<OperationContext, 'displayName'>,
): Promise<OpenFiles> {
  return {
    attachments: await attachableFiles(inputs, displayName),
    data: await readData(inputs, displayName),
  };
}

/** Whoever is asked must find everything there: approval is requested last. */
async function complete(change: Change, plan: OpenPlan, context: OperationContext): Promise<Change> {
  try {
    await addAffectedCis(change, plan.affectedCis, context);
    await attachFiles(change, plan.attachments, context, { unhashed: 'the same' });
    return plan.submit ? await requestApproval(change, plan, context) : change;
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
