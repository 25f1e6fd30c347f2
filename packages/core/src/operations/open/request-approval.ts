/** A change left where it begins asks nobody: moves it to where its approval starts, as its type and model allow. */
import { type Policy, STATE } from '../../decision.ts';
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import { isBaseState, stateLabel } from '../../servicenow/states.ts';
import type { OperationContext } from '../context.ts';
import { holdWords } from '../hold-words.ts';
import { step } from '../walk/step.ts';
import { tryState } from '../walk/try-state.ts';
import type { OpenedChange } from './find-or-create.ts';
import type { OpenPlan } from './plan.ts';

/** Where a change goes when its approval is requested (ServiceNow docs, "Process a change request"). */
export const APPROVAL_STATE: Readonly<Record<string, string>> = {
  normal: STATE.assess,
  emergency: STATE.authorize,
  standard: STATE.scheduled,
};

/**
 * Requests the approval of a change in New, or in the state in which its model begins. Where that fails, warns and
 * returns the change as it is: people can still complete it and request its approval by hand, and the build waits.
 * @throws GateError STATE_NOT_REACHED where that fails and `strict` is set
 */
export async function requestApproval(
  { change, created }: OpenedChange,
  plan: Pick<OpenPlan, 'change' | 'wanted' | 'policy' | 'strict'>,
  context: OperationContext,
): Promise<Change> {
  const isNew = change.state === STATE.new;
  // A model of the instance's own may begin elsewhere. One step further on, the same state may be any.
  if (!isNew && (!created || isBaseState(change.state))) return change;
  const usual = isNew ? (APPROVAL_STATE[change.type] ?? STATE.assess) : undefined;
  const submitted = await step(change, { usual }, context);
  if (submitted.moved) return continueIfApproved(submitted.change, plan.policy, context);

  // As it is by now: a change lockdown may have put it on hold since it was created.
  const now = await context.changes.read(change);
  const unmet = [...new Set(Object.values(submitted.next?.unmet ?? {}).flat())];
  const parts = [
    `${change.number} stays in ${change.stateLabel || stateLabel(change.state)}, so nobody has been asked to approve it.`,
    holdWords(now),
    submitted.refusal?.message ?? '',
    unmet.length > 0 ? `Conditions of its model that are not met: ${unmet.join(', ')}.` : '',
    isNew && lacksGroup(plan) ? LACKS_GROUP : '',
  ];
  const what = parts.filter((part) => part !== '').join(' ');
  const remedy = 'Complete it and request its approval in ServiceNow.';
  const stays = new GateError('STATE_NOT_REACHED', what, { remedy });
  if (plan.strict) throw stays;
  context.log.warning(stays.message);
  return change;
}

/** What to know of data that `lacksGroup`. */
export const LACKS_GROUP =
  "The data names no assignment_group, without which ServiceNow's own models let no change leave New.";

/** Of a change that a person named, the data need not name what the change has. */
export function lacksGroup({ change, wanted }: Pick<OpenPlan, 'change' | 'wanted'>): boolean {
  return change.kind === 'new' && wanted.assignment_group === undefined;
}

/** Nobody will move a change that was approved beforehand: it goes on until the build may. */
async function continueIfApproved(
  change: Change,
  policy: Policy,
  context: OperationContext,
): Promise<Change> {
  const isApproved = change.approval === 'approved';
  context.log.info(
    `${change.number} is in ${change.stateLabel}: ${isApproved ? 'it is approved already' : 'approval requested'}.`,
  );
  if (!isApproved || change.state !== STATE.scheduled || policy.proceedStates.includes(change.state)) {
    return change;
  }
  if (policy.window === 'enforce' && !(change.plannedStart && change.plannedStart <= context.now())) {
    const opens = change.plannedStart ? `, at ${change.plannedStart} UTC` : '';
    context.log.warning(
      `${change.number} stays in ${change.stateLabel} until its window opens${opens}. Move it to Implement then, or set ${context.displayName('implement')} for open and verify, so that verify does.`,
    );
    return change;
  }
  const begun = await tryState(change, STATE.implement, { work_start: context.now() }, context);
  if (begun.moved) return begun.change;
  context.log.warning(`${change.number} stays in ${change.stateLabel}. ${begun.refusal.message}`);
  return change;
}
