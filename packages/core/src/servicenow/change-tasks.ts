/** The `change_task` table: the tasks of a change (ServiceNow docs, create-a-change-task; t_ProcessAChangeRequest). */
import * as z from 'zod/mini';
import { GateError } from '../errors.ts';
import { anotherRecord, isSameName } from './another-record.ts';
import type { Change } from './change.ts';
import type { ChangeFields } from './changes.ts';
import type { ServiceNowClient } from './client.ts';
import { differences } from './differences.ts';
import { equals } from './encoded-query.ts';
import { fieldValue } from './field-value.ts';
import { unexpectedSchema } from './unexpected-schema.ts';

const TABLE = '/api/now/table/change_task';

/** A task of a change. Texts are empty, but where they may be `null`, if the instance does not show them. */
export interface ChangeTask {
  readonly sysId: string;
  readonly number: string;
  /** The sys_id of its change. */
  readonly change: string;
  /** Its short description. */
  readonly title: string;
  readonly state: string;
  readonly stateLabel: string;
  /** Whether it is neither closed nor canceled. */
  readonly isOpen: boolean;
  readonly type: string;
  readonly createdFrom: string;
  readonly closeCode: string;
  readonly correlationId: string | null;
  readonly correlationDisplay: string | null;
  readonly createdBy: string | null;
  /** As it came, to compare with what was sent. */
  readonly row: unknown;
}

const optional = z.optional(fieldValue);

const record = z.object({
  sys_id: fieldValue,
  number: fieldValue,
  change_request: fieldValue,
  active: fieldValue,
  state: fieldValue,
  short_description: optional,
  created_from: optional,
  change_task_type: optional,
  close_code: optional,
  correlation_id: optional,
  correlation_display: optional,
  sys_created_by: optional,
});
/** The columns that are asked for. */
export const TASK_FIELDS: readonly string[] = Object.keys(record.shape);

const records = z.lazy(() => z.array(z.unknown()));

/** More than any change has. */
const LIMIT = 200;

/**
 * Reads the tasks of a change, by number. Each row is checked: an instance answers with every task where it ignores the
 * condition.
 * @param columns what is read besides, to compare it
 * @throws GateError UNEXPECTED_ANSWER where the instance does not show what a task is and whose, or not all of them
 */
export async function tasksOf(
  client: ServiceNowClient,
  { sysId, number }: Change,
  { onlyOpen, columns = [] }: { readonly onlyOpen: boolean; readonly columns?: readonly string[] },
): Promise<ChangeTask[]> {
  const conditions = equals({ change_request: sysId, ...(onlyOpen && { active: 'true' }) });
  const query = {
    ...asking(columns),
    sysparm_query: `${conditions}^ORDERBYnumber`,
    sysparm_limit: String(LIMIT),
  };
  const found = records.safeParse(await client.request('GET', TABLE, { query }));
  if (!found.success) throw unexpectedSchema('change_task', found.error);
  if (found.data.length >= LIMIT) {
    throw new GateError(
      'UNEXPECTED_ANSWER',
      `The instance answers with ${LIMIT} tasks or more for ${number}, so not all were read. Let the integration user read change_request of change_task.`,
    );
  }
  return found.data.flatMap((row) => {
    const task = toTask(row);
    return task.change === sysId && (task.isOpen || !onlyOpen) ? [task] : [];
  });
}

/** A task as it is after a write. */
export interface TaskWrite {
  readonly task: ChangeTask;
  /** One clause for each field that did not arrive as it was sent. */
  readonly differences: readonly string[];
}

/** Sends one POST and never a second one: a run that follows looks whether the first arrived. */
export async function createTask(
  client: ServiceNowClient,
  change: Change,
  fields: ChangeFields,
): Promise<TaskWrite> {
  const body = { change_request: change.sysId, ...fields };
  const row = await client.request('POST', TABLE, { query: asking(Object.keys(fields)), body });
  return { task: toTask(row), differences: differences(body, row) };
}

/** @returns the task as the instance says it is afterwards: a write can be ignored with a 200 */
export async function updateTask(
  client: ServiceNowClient,
  { sysId, number }: ChangeTask,
  fields: ChangeFields,
): Promise<TaskWrite> {
  const row = await client.request('PATCH', `${TABLE}/${sysId}`, {
    query: asking(Object.keys(fields)),
    body: fields,
    // A note that is written twice stands there twice.
    idempotent: fields.work_notes === undefined && fields.comments === undefined,
  });
  const task = toTask(row);
  if (!isSameName(task.sysId, sysId)) {
    throw anotherRecord(`change_task ${number} with sys_id ${sysId}`, task.sysId);
  }
  return { task, differences: differences(fields, row) };
}

/** @throws GateError UNEXPECTED_ANSWER */
export function toTask(row: unknown): ChangeTask {
  const parsed = record.safeParse(row);
  if (!parsed.success) throw unexpectedSchema('change_task', parsed.error);
  const { data } = parsed;
  const value = (name: keyof typeof record.shape) => data[name]?.value ?? null;
  const text = (name: keyof typeof record.shape) => value(name) ?? '';
  return {
    sysId: text('sys_id'),
    number: text('number'),
    change: text('change_request'),
    title: text('short_description'),
    state: text('state'),
    stateLabel: data.state.display_value,
    isOpen: text('active') === 'true',
    type: text('change_task_type'),
    createdFrom: text('created_from'),
    closeCode: text('close_code'),
    correlationId: value('correlation_id'),
    correlationDisplay: value('correlation_display'),
    createdBy: value('sys_created_by'),
    row,
  };
}

function asking(columns: readonly string[]): Readonly<Record<string, string>> {
  return {
    sysparm_display_value: 'all',
    // With the links: they tell which of the fields are references.
    sysparm_exclude_reference_link: 'false',
    sysparm_fields: [...new Set([...TASK_FIELDS, ...columns])].join(','),
  };
}
