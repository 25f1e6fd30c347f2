/** Opens the change, or finds the one that this gate already opened, and registers the callback. */
import { DEFAULT_POLICY, gapIn, type Policy } from '../../decision.ts';
import { GateError } from '../../errors.ts';
import type { InputsOf } from '../../inputs.ts';
import { policyMark, readPolicyMark } from '../../policy/policy-mark.ts';
import type { Change } from '../../servicenow/change.ts';
import { addAffectedCis } from '../add-affected-cis.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { attachableFiles } from '../attachments/attachable-files.ts';
import { registerCallback } from '../callback.ts';
import type { OperationContext } from '../context.ts';
import { withModelStates } from '../model-states.ts';
import { readData } from '../requested-fields.ts';
import { type OperationResult, verdictSentence } from '../result.ts';
import { findExisting } from './find-existing.ts';
import { findOrCreate, type OpenedChange } from './find-or-create.ts';
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
      ? {
          change: await writeMissing(await findExisting(plan.change, context), plan, context),
          created: false,
        }
      : await findOrCreate(plan.change, plan, context);
  const completed = await complete(opened, plan, context);
  if (credential !== undefined) await registerCallback({ change: completed, policy, credential }, context);
  const change = await withModelStates(policy, context)(completed);
  tellWhereUnmarked(change, policy, context);
  const result = { change, verdict: context.decide(change, policy) };
  // Said now, while people can still complete the change, and not to the build that it would stop.
  if (gapIn(change, policy) !== null) context.log.warning(`${verdictSentence(result)}.`);
  return result;
}

/** A gate that asks for more than usual is as strict as the weaker of two steps, where its change does not say so. */
function tellWhereUnmarked(change: Change, policy: Policy, { log }: OperationContext): void {
  const mark = policyMark(policy);
  if (mark !== '' && change.correlationDisplay === mark) return;
  if (readPolicyMark(change.correlationDisplay) !== null) {
    log.warning(
      `${change.number} keeps the policy with which it was opened (correlation_display), and this step has another: verify applies the stricter of that and its own.`,
    );
    return;
  }
  if (mark === policyMark(DEFAULT_POLICY)) return;
  log.warning(
    `The policy of this gate does not stand in ${change.number} (correlation_display): verify goes by its own inputs, so give it the same.`,
  );
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
async function complete(opened: OpenedChange, plan: OpenPlan, context: OperationContext): Promise<Change> {
  const { change } = opened;
  try {
    await addAffectedCis(change, plan.affectedCis, context);
    await attachFiles(change, plan.attachments, context, { unhashed: 'the same' });
    return plan.submit ? await requestApproval(opened, plan, context) : change;
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
