/** A change left in New asks nobody: moves it to where its approval starts, as its type and model allow. */

import { serviceNowTime } from '../../clock.ts';
import { type Policy, STATE } from '../../decision.ts';
import type { Change } from '../../servicenow/change.ts';
import { type NextStates, nextStates } from '../../servicenow/change-management.ts';
import type { OperationContext } from '../context.ts';
import { tryState } from '../try-state.ts';

/** Where a change goes when its approval is requested (ServiceNow docs, "Process a change request"). */
const SUBMITTED: Readonly<Record<string, string>> = {
  normal: STATE.assess,
  emergency: STATE.authorize,
  standard: STATE.scheduled,
};

/** A change that cannot be submitted stays a gate: people can still complete and submit it by hand. */
export async function requestApproval(
  change: Change,
  policy: Policy,
  context: OperationContext,
): Promise<Change> {
  if (change.state !== STATE.new) return change;
  const usual = SUBMITTED[change.type] ?? STATE.assess;
  const first = await tryState(change, usual, {}, context);
  if (first.moved) return submitted(first.change, policy, context);

  const next = await nextStates(context.client, change);
  const other = onlyWayOn(next, usual);
  const second = other === undefined ? undefined : await tryState(change, other, {}, context);
  if (second?.moved) return submitted(second.change, policy, context);

  const unmet = [...new Set(Object.values(next?.unmet ?? {}).flat())];
  context.log.warning(
    `${change.number} stays in New, so nobody has been asked to approve it. ${first.refusal.message}` +
      `${unmet.length > 0 ? ` Conditions of its model that are not met: ${unmet.join(', ')}.` : ''} ` +
      'Complete it and request its approval in ServiceNow.',
  );
  return change;
}

/** A model of the instance's own may begin its approval elsewhere. */
function onlyWayOn(next: NextStates | null, tried: string): string | undefined {
  const no: readonly string[] = [tried, STATE.new, STATE.canceled, STATE.closed];
  const onward = next?.available.filter((state) => !no.includes(state)) ?? [];
  return onward.length === 1 ? onward[0] : undefined;
}

async function submitted(change: Change, policy: Policy, context: OperationContext): Promise<Change> {
  if (change.approval !== 'approved') {
    context.log.info(`${change.number} is in ${change.stateLabel}: approval requested.`);
    return change;
  }
  context.log.info(`${change.number} is in ${change.stateLabel}: it is approved already.`);
  return goOn(change, policy, context);
}

/** Nobody will move a change that was approved beforehand: it goes on until the build may. */
async function goOn(change: Change, policy: Policy, context: OperationContext): Promise<Change> {
  if (change.state !== STATE.scheduled || policy.proceedStates.includes(change.state)) return change;
  const begun = await tryState(
    change,
    STATE.implement,
    { work_start: serviceNowTime(context.clock.now()) },
    context,
  );
  if (begun.moved) return begun.change;
  context.log.warning(`${change.number} stays in ${change.stateLabel}. ${begun.refusal.message}`);
  return change;
}
