/** What `update` does with one task of the change. */
import type { DisplayName } from '../../adapter.ts';
import { CHANGE_NUMBER_PATTERN } from '../../callback/contract.ts';
import { GateError, invalidInput } from '../../errors.ts';
import type { Fields } from '../../inputs/fields.ts';
import type { InputsOf } from '../../inputs.ts';
import type { Change } from '../../servicenow/change.ts';
import { type ChangeTask, tasksOf, updateTask } from '../../servicenow/change-tasks.ts';
import { resolveNames } from '../../servicenow/records.ts';
import { TASK_STATE, TASK_STATE_NAMES, taskStateValue } from '../../servicenow/task-states.ts';
import { checkAgreement, type Ending, endingOf } from '../close/ending.ts';
import type { OperationContext } from '../context.ts';
import { evidenceIn } from '../evidence/evidence-inputs.ts';
import { findChange } from '../find/find-change.ts';
import { reportDifferences } from '../report-differences.ts';
import { noteFields, readData } from '../requested-fields.ts';
import { isBaseTask, isOfGate, refuseDoubtfulTasks, taskMark } from './own-tasks.ts';
import { taskFields } from './task-fields.ts';

type TaskInputs = InputsOf<'update'>;

/** What is asked of a task. */
interface TaskPlan {
  /** Names are not resolved yet. */
  readonly fields: Fields;
  /** The value of the state to move it to. */
  readonly state: string | undefined;
  /** How it ended, where it is closed. */
  readonly ending: Ending | undefined;
}

/**
 * Writes fields and notes of one task of the change, and moves it to a state.
 * @param name its number, or the short description that it has in `tasks`
 * @returns the change as it is afterwards
 * @throws GateError NAME_NOT_RESOLVED, STATE_NOT_REACHED, WRITE_IGNORED, CLOSED_OTHERWISE
 */
export async function moveTask(name: string, inputs: TaskInputs, context: OperationContext): Promise<Change> {
  const { client, changes, log } = context;
  const plan = await planOf(inputs, context);
  const change = await findChange(inputs, context);
  const task = await taskNamed(name, change, context);
  const title = `${task.number} (${task.title}) of ${change.number}`;
  if (!task.isOpen && plan.state !== undefined) {
    checkEnd(task, title, plan);
    log.info(`${title} is ${task.stateLabel.toLowerCase()} already, and nothing was written to it.`);
    return change;
  }
  const state = plan.state === undefined ? {} : { state: plan.state };
  const fields = { ...(await resolveNames(context, plan.fields)), ...state };
  if (Object.keys(fields).length === 0) return change;
  const { task: written, differences } = await updateTask(client, task, fields);
  if (plan.state !== undefined && written.state !== plan.state) {
    throw new GateError(
      'WRITE_IGNORED',
      `${title} was not moved: the instance answered with success and left it in ${written.stateLabel}. Look at the business rules of change_task.`,
    );
  }
  reportDifferences(written.number, differences, { strict: inputs.strict, log });
  log.info(`Updated ${title}, which is in ${written.stateLabel}.`);
  // The change goes to Review by itself when its last task ends.
  return written.isOpen ? change : changes.read(change);
}

async function planOf(inputs: TaskInputs, context: OperationContext): Promise<TaskPlan> {
  const { clock, displayName } = context;
  refuseOthers(inputs, displayName);
  const data = await readData(inputs, displayName);
  const asked = taskFields(data, clock.now(), displayName('data')).fields;
  const state = inputs.state === undefined ? undefined : taskStateValue(inputs.state);
  if (inputs.state !== undefined && state === undefined) {
    throw invalidInput([
      `${displayName('state')}: a task has no state ${JSON.stringify(inputs.state)}; give one of ${TASK_STATE_NAMES.join(', ')}, or a state's value`,
    ]);
  }
  const ending = state === TASK_STATE.closed ? endingOf({ ...inputs, data }, context) : undefined;
  const closing = {
    close_code: ending?.code ?? inputs['close-code'],
    close_notes: ending?.notes ?? inputs['close-notes'],
  };
  const given = Object.entries(closing).filter(([, value]) => value !== undefined);
  return { fields: { ...asked, ...noteFields(inputs), ...Object.fromEntries(given) }, state, ending };
}

/** What only a change has. */
function refuseOthers(inputs: TaskInputs, displayName: DisplayName): void {
  const set = [
    inputs['planned-start'] === undefined ? [] : [displayName('planned-start')],
    inputs['planned-end'] === undefined ? [] : [displayName('planned-end')],
    inputs['affected-cis'].length === 0 ? [] : [displayName('affected-cis')],
    inputs.attachments.length === 0 ? [] : [displayName('attachments')],
    ...evidenceIn(inputs).map(displayName),
  ].flat();
  if (set.length === 0) return;
  throw invalidInput([
    `${displayName('task')}: a task takes no ${set.join(', ')}; leave it out (the planned times of a task are planned_start_date and planned_end_date in ${displayName('data')})`,
  ]);
}

async function taskNamed(name: string, change: Change, context: OperationContext): Promise<ChangeTask> {
  const { client, displayName } = context;
  const all = await tasksOf(client, change, { onlyOpen: false });
  const isNumber = CHANGE_NUMBER_PATTERN.test(name);
  if (!isNumber) refuseDoubtfulTasks(all, change, context);
  const named = all.filter((task) =>
    isNumber ? task.number === name : isCalled(name.trim(), task, change, context),
  );
  const [task, second] = named;
  if (task !== undefined && second === undefined) return task;
  const problem =
    task === undefined
      ? `${change.number} has no task ${JSON.stringify(name)} that this gate or the instance made for it, or the integration user may not read it. Check the name, or give the number of the task.`
      : `more than one task of ${change.number} is called ${JSON.stringify(name)}: ${named.map(({ number }) => number).join(', ')}. Give the number of the one that is meant.`;
  throw new GateError('NAME_NOT_RESOLVED', `${displayName('task')}: ${problem}`);
}

/** By what a gate called it when it made it, whatever people have made of its short description since. */
function isCalled(title: string, task: ChangeTask, change: Change, context: OperationContext): boolean {
  if (isBaseTask(task)) return task.title === title;
  const { correlation_display: mark } = taskMark(context.gate.key, title);
  return task.correlationDisplay === mark && isOfGate(task, change, context);
}

/** A task that has ended is not opened again, nor made to say something else. @throws GateError */
function checkEnd(task: ChangeTask, title: string, { state, ending }: TaskPlan): void {
  if (task.state !== state) {
    throw new GateError(
      'STATE_NOT_REACHED',
      `${title} is ${task.stateLabel.toLowerCase()}, and is not opened again. Whoever works on it can do so in ServiceNow.`,
    );
  }
  if (ending !== undefined) checkAgreement(task, ending);
}
