/** The tasks of a change that is closed: those of its deployment end with it, those of people are theirs. */
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import { tasksOf, updateTask } from '../../servicenow/change-tasks.ts';
import { TASK_STATE } from '../../servicenow/task-states.ts';
import type { OperationContext } from '../context.ts';
import { isOfDeployment } from '../tasks/own-tasks.ts';
import { closingFields, type Ending } from './ending.ts';

type TaskContext = Pick<OperationContext, 'client' | 'gate' | 'log'>;

/**
 * Closes the tasks that the instance or the gate made for the deployment, before Review, which would cancel those of the
 * instance. What does not let itself be closed is a warning: it is for the change to say how the deployment ended.
 */
export async function closeDeploymentTasks(
  change: Change,
  ending: Ending,
  context: TaskContext,
): Promise<void> {
  const { client, log } = context;
  const fields = { ...closingFields(ending), state: TASK_STATE.closed };
  const found = await tasksOf(client, change, { onlyOpen: true }).catch((error: unknown) => {
    log.warning(
      `The tasks of ${change.number} cannot be read, so none is closed. Review may cancel them, and those that it does not cancel stand in the way of Closed. ${words(error)}`,
    );
    return [];
  });
  // One after the other: closing the last may move the change.
  for (const task of found.filter((one) => isOfDeployment(one, change, context))) {
    const problem = await updateTask(client, task, fields).then(
      ({ task: { state } }) =>
        state === TASK_STATE.closed ? null : 'The instance answered with success and left it open.',
      words,
    );
    const name = `${task.number} (${task.title}) of ${change.number}`;
    if (problem === null) log.info(`Closed ${name} as ${ending.code}.`);
    else log.warning(`${name} was not closed, and Review may cancel it. ${problem}`);
  }
}

/** Adds to an error of a change that stopped on its way to Closed which tasks may be in the way. */
export async function withTasksInTheWay(
  error: unknown,
  change: Change,
  context: TaskContext,
): Promise<unknown> {
  if (!(error instanceof GateError) || !STOPPED.includes(error.code)) return error;
  const tasks = await tasksOf(context.client, change, { onlyOpen: true }).catch(() => []);
  const names = tasks
    .filter((task) => !isOfDeployment(task, change, context))
    .map(({ number, title }) => `${number} (${title})`);
  if (names.length === 0) return error;
  return new GateError(
    error.code,
    `${error.message} Tasks that others made are open, and have to be closed or canceled by them before the change can be closed: ${names.join(', ')}.`,
    { cause: error, again: true },
  );
}

const STOPPED: readonly string[] = ['RULE_ABORTED', 'POLICY_REFUSED', 'WRITE_IGNORED', 'STATE_NOT_REACHED'];

function words(error: unknown): string {
  if (error instanceof GateError) return error.message;
  throw error;
}
