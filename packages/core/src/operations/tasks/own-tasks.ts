/** Whose the tasks of a change are: the gate's own carry its mark, the instance's own tell by what they are. */
import { fitted } from '../../callback/key.ts';
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import type { ChangeTask } from '../../servicenow/change-tasks.ts';
import type { OperationContext } from '../context.ts';

type OwnerContext = Pick<OperationContext, 'gate' | 'client'>;

/** The mark of a task that `open` creates: the key of its gate, and its title in `tasks`. */
export function taskMark(
  key: string,
  title: string,
): { readonly correlation_id: string; readonly correlation_display: string } {
  return { correlation_id: key, correlation_display: fitted(`${MADE_BY}${title}`) };
}

const MADE_BY = 'Change Gate: ';

/**
 * Whether a gate has made the task: that of this step, or the one that opened the change. Whoever may write tasks can
 * write the mark, so it counts only where the user who signs in has created the task, if that is known.
 */
export function isOfGate(
  task: ChangeTask,
  change: Pick<Change, 'correlationId'>,
  context: OwnerContext,
): boolean {
  return isMarked(task, [context.gate.key, change.correlationId]) && isByUser(task, context);
}

/** Whether a task ends with the deployment: a gate has made it, or the instance has for the implementation or its testing. */
export function isOfDeployment(
  task: ChangeTask,
  change: Pick<Change, 'correlationId'>,
  context: OwnerContext,
): boolean {
  return isOfGate(task, change, context) || isBaseTask(task);
}

/** A flow gives the two base tasks their types; a workflow leaves both at Planning, which names alone tell from other tasks. */
export function isBaseTask({ createdFrom, type, title }: ChangeTask): boolean {
  if (createdFrom !== 'flow' && createdFrom !== 'workflow') return false;
  return type === 'implementation' || type === 'testing' || BASE_TASKS.includes(title);
}

const BASE_TASKS: readonly string[] = ['Implement', 'Post implementation testing'];

/**
 * Checks that no task has this gate's mark, or may have it, but is not known to be made by it.
 * @throws GateError CHANGE_NOT_OURS, UNEXPECTED_ANSWER
 */
export function refuseDoubtfulTasks(
  tasks: readonly ChangeTask[],
  { number }: Change,
  context: OwnerContext,
): void {
  const hidden = tasks.find((task) => task.correlationId === null || task.correlationDisplay === null);
  if (hidden !== undefined) {
    throw new GateError(
      'UNEXPECTED_ANSWER',
      `Which tasks of ${number} this gate has made cannot be seen. Let the integration user read correlation_id and correlation_display of change_task.`,
    );
  }
  const foreign = tasks.find((task) => isMarked(task, [context.gate.key]) && !isByUser(task, context));
  if (foreign === undefined) return;
  const creator =
    (foreign.createdBy ?? '') === ''
      ? 'who created it cannot be read (let the integration user read sys_created_by of change_task)'
      : `was created by ${foreign.createdBy}`;
  throw new GateError(
    'CHANGE_NOT_OURS',
    `${foreign.number} of ${number} carries this build's correlation id ${context.gate.key}, but ${creator}, and this step signs in as ${context.client.userName}. ` +
      'Find out who made it, and take correlation_id out of it.',
  );
}

function isMarked({ correlationId, correlationDisplay }: ChangeTask, keys: readonly string[]): boolean {
  return (
    correlationId !== null &&
    correlationId !== '' &&
    keys.includes(correlationId) &&
    correlationDisplay?.startsWith(MADE_BY) === true
  );
}

/** ServiceNow takes a user's name in any case when they sign in, and keeps it as the user record has it. */
function isByUser({ createdBy }: ChangeTask, { client: { userName } }: OwnerContext): boolean {
  return userName === undefined || createdBy?.toLowerCase() === userName.toLowerCase();
}
