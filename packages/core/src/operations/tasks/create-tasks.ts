/** Creates the tasks of a change that an earlier run has not created. */
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import { type ChangeTask, createTask, tasksOf } from '../../servicenow/change-tasks.ts';
import { differences } from '../../servicenow/differences.ts';
import type { OperationContext } from '../context.ts';
import { reportDifferences } from '../report-differences.ts';
import { isOfGate, refuseDoubtfulTasks, taskMark } from './own-tasks.ts';
import type { WantedTask } from './wanted-tasks.ts';

type TaskContext = Pick<OperationContext, 'client' | 'gate' | 'log'>;

/**
 * Creates the tasks that the change does not have, in their order. People may have worked on one that it has, so what
 * differs there is named and not written.
 * @param wanted with their names resolved
 * @throws GateError FIELDS_ALTERED, CHANGE_NOT_OURS, and what a refused write throws
 */
export async function createTasks(
  change: Change,
  wanted: readonly WantedTask[],
  strict: boolean,
  context: TaskContext,
): Promise<void> {
  if (wanted.length === 0) return;
  const { client, gate } = context;
  const columns = wanted.flatMap(({ fields }) => Object.keys(fields));
  const there = await tasksOf(client, change, { onlyOpen: false, columns });
  refuseDoubtfulTasks(there, change, context);
  for (const task of wanted) {
    const mark = taskMark(gate.key, task.title);
    const known = there.find(
      ({ correlationId, correlationDisplay }) =>
        correlationId === mark.correlation_id && correlationDisplay === mark.correlation_display,
    );
    if (known === undefined) await create(change, task, strict, context);
    else compare(known, task, strict, context);
  }
}

async function create(
  change: Change,
  { title, fields }: WantedTask,
  strict: boolean,
  context: TaskContext,
): Promise<void> {
  const { client, gate, log } = context;
  const mark = taskMark(gate.key, title);
  const { task, differences } = await createTask(client, change, { ...fields, ...mark }).catch((error) => {
    if (!(error instanceof GateError)) throw error;
    throw new GateError(
      error.code,
      `Task ${JSON.stringify(title)} of ${change.number} could not be created. ${error.what}`,
      { cause: error, ...(error.remedy !== undefined && { remedy: error.remedy }) },
    );
  });
  checkKept(task, change, mark, context);
  log.info(`Created ${task.number} (${title}) of ${change.number}.`);
  reportDifferences(task.number, differences, { strict, log });
}

/** No later run finds a task without its mark, and each would create another one: fatal even without `strict`. */
function checkKept(
  task: ChangeTask,
  change: Change,
  mark: ReturnType<typeof taskMark>,
  context: TaskContext,
): void {
  const isKept =
    task.change === change.sysId &&
    task.correlationDisplay === mark.correlation_display &&
    isOfGate(task, change, context);
  if (isKept) return;
  throw new GateError(
    'FIELDS_ALTERED',
    `ServiceNow did not keep, or does not show, by what ${task.number} is found again: change_request, correlation_id, correlation_display and sys_created_by.`,
    {
      remedy:
        'Let the integration user write the first three in change_task and read all, or have the business rule changed that alters them; then cancel this task by hand.',
    },
  );
}

function compare(
  known: ChangeTask,
  { fields, moving }: WantedTask,
  strict: boolean,
  { log }: TaskContext,
): void {
  log.info(`Found ${known.number} (${known.title}), which an earlier run of this build created.`);
  const fixed = Object.fromEntries(Object.entries(fields).filter(([column]) => !moving.includes(column)));
  const left = differences(fixed, known.row);
  if (left.length === 0) return;
  const line = `${known.number} exists already, and people may have worked on it, so nothing was written to it: ${left.join('; ')}. The update operation with task writes it.`;
  if (strict) throw new GateError('FIELDS_ALTERED', line);
  log.warning(line);
}
