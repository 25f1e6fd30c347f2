/** The tasks that `open` is asked to create. */
import type { DisplayName } from '../../adapter.ts';
import { GateError, invalidInput } from '../../errors.ts';
import { type Fields, readFieldsList } from '../../inputs/fields.ts';
import type { InputsOf } from '../../inputs.ts';
import { resolveNames } from '../../servicenow/records.ts';
import type { OperationContext } from '../context.ts';
import { inputOrFile } from '../input-or-file.ts';
import { taskFields } from './task-fields.ts';

/** A task that `open` is asked to create. */
export interface WantedTask {
  /** Its short description, which no other task of the list has. */
  readonly title: string;
  readonly fields: Fields;
  /** The columns whose time counts from now, so that each run asks for another one. */
  readonly moving: readonly string[];
}

/**
 * The tasks of `tasks`, or those in the file that `tasks-file` names.
 * @throws GateError INVALID_INPUT
 */
export async function readTasks(
  inputs: Pick<InputsOf<'open'>, 'tasks' | 'tasks-file'>,
  now: Date,
  displayName: DisplayName,
): Promise<WantedTask[]> {
  const { tasks: given, 'tasks-file': file } = inputs;
  const tasks = (await inputOrFile({ name: 'tasks', given, file, read: readFieldsList }, displayName)) ?? [];
  const name = displayName(file === undefined ? 'tasks' : 'tasks-file');
  const wanted = tasks.map((task, index) => wantedTask(task, now, `${name}: task ${index + 1}`));
  const twice = wanted.find(({ title }, index) => wanted.findIndex((other) => other.title === title) < index);
  if (twice !== undefined) {
    throw invalidInput([
      `${name}: more than one task is called ${JSON.stringify(twice.title)}; give each its own short_description, by which it is found again`,
    ]);
  }
  return wanted;
}

function wantedTask(task: Fields, now: Date, where: string): WantedTask {
  const title = String(task.short_description ?? '').trim();
  if (title === '') throw invalidInput([`${where} has no short_description`]);
  return {
    title,
    ...taskFields({ ...task, short_description: title }, now, `${where} (${JSON.stringify(title)})`),
  };
}

/** @returns the same with sys_ids for names @throws GateError NAME_NOT_RESOLVED */
export async function resolveTasks(
  tasks: readonly WantedTask[],
  context: Pick<OperationContext, 'client' | 'log' | 'displayName'>,
): Promise<WantedTask[]> {
  // No step before this one had tasks, and so nobody's pipeline relies on leniency.
  const strictly = { ...context, isLenient: false };
  const asked = new Map<string, Promise<string>>();
  const resolved: WantedTask[] = [];
  for (const task of tasks) {
    const fields = await resolveNames(strictly, task.fields, asked).catch((error: unknown) => {
      if (!(error instanceof GateError)) throw error;
      throw new GateError(error.code, `Task ${JSON.stringify(task.title)}: ${error.message}`, {
        cause: error,
      });
    });
    resolved.push({ ...task, fields });
  }
  return resolved;
}
