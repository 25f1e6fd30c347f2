/** Walks the change of a record through the states that its deployment is past, with the times at which that happened. */
import { STATE } from '../../decision.ts';
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import type { ChangeFields } from '../../servicenow/changes.ts';
import { isBaseState } from '../../servicenow/states.ts';
import { closeDeploymentTasks } from '../close/tasks.ts';
import { walkToClosed } from '../close/walk-to-closed.ts';
import type { OperationContext } from '../context.ts';
import type { OpenedChange } from '../open/find-or-create.ts';
import { walk } from '../walk/walk.ts';
import type { RecordPlan } from './record-plan.ts';

/**
 * @returns the change as it is then: in Review or Closed, or where its process keeps it, which is a warning
 * @throws GateError the reason for that, where the step is strict
 */
export async function walkToEnd(
  { change, created }: OpenedChange,
  plan: RecordPlan,
  context: OperationContext,
): Promise<Change> {
  try {
    const implemented = await walkToImplement(change, plan, context);
    // What is written from here on belongs to the time at which the deployment ended.
    const atEnd = { ...context, now: () => plan.ended };
    const ended =
      plan.target === 'closed'
        ? await walkToClosed(implemented, plan.ending, {}, atEnd)
        : await walkToReview(implemented, plan, atEnd);
    context.log.info(`${ended.number} records the deployment, and is in ${ended.stateLabel}.`);
    return ended;
  } catch (error) {
    if (!(error instanceof GateError) || !STOPPED.includes(error.code)) throw error;
    return stay(change, created, error, plan, context);
  }
}

const STOPPED: readonly string[] = ['STATE_NOT_REACHED', 'RULE_ABORTED', 'POLICY_REFUSED', 'WRITE_IGNORED'];

/** In which a change of the base system is not yet being implemented. */
const BEFORE: readonly string[] = [STATE.new, STATE.assess, STATE.authorize, STATE.scheduled];

/** A model of the instance's own may lead from its own states to Closed without Implement. */
async function walkToImplement(change: Change, plan: RecordPlan, context: OperationContext): Promise<Change> {
  if (isBaseState(change.state) && !BEFORE.includes(change.state)) return change;
  const times: ChangeFields = { work_start: plan.started, work_end: plan.ended };
  const fieldsFor = (state: string) => (BEFORE.includes(state) ? {} : times);
  try {
    return await walk(change, STATE.implement, fieldsFor, context);
  } catch (error) {
    if (!(error instanceof GateError) || !STOPPED.includes(error.code)) throw error;
    const now = await context.changes.read(change);
    if (BEFORE.includes(now.state)) throw error;
    return now;
  }
}

async function walkToReview(change: Change, plan: RecordPlan, context: OperationContext): Promise<Change> {
  if (!change.onHold) await closeDeploymentTasks(change, plan.ending, context);
  const fieldsFor = () => ({ work_end: plan.ended });
  return walk(await context.changes.read(change), STATE.review, fieldsFor, context);
}

/** The deployment has been made: what its process wants before is for people to sort out, and no reason to deploy anew. */
async function stay(
  change: Change,
  created: boolean,
  why: GateError,
  plan: RecordPlan,
  { changes, log, displayName }: OperationContext,
): Promise<Change> {
  const words = `${why.message} Nobody has to approve it before: the deployment that it records has been made. Close it in ServiceNow, and let later records be of a ${displayName('standard-template')} or a ${displayName('change-model')} whose states need no approval.`;
  if (plan.strict) throw new GateError(why.code, words, { cause: why });
  log.warning(words);
  const now = await changes.read(change);
  if (!created) return now;
  const fields = {
    work_start: plan.started,
    work_end: plan.ended,
    work_notes: 'The deployment that this change records has been made: nobody has to approve it before.',
  };
  return (await changes.update(now, fields)).change;
}
