import type { Behaviours } from '../../behaviours/switches.ts';
import { refuseAbsentColumn } from '../../database/absent-columns.ts';
import type { AccessControl } from '../../database/access.ts';
import type { Column, Database, Row, Table, Values } from '../../database/database.ts';
import { valueOfDisplay } from '../../database/display-value.ts';
import { enteredValue } from '../../database/entered-value.ts';
import type { Principal } from '../../sign-in/principal.ts';
import { userTime } from '../../time/time-of-user.ts';
import { RestError } from '../rest-error.ts';

/**
 * The JSON object in a request's body.
 * @fact A list as the body of a write | its first object is the record, the others are not looked at | documented |
 *   c_RESTAPI
 * @throws RestError 400
 */
export function parseBody(
  text: string,
  writeWithoutBody: Behaviours['writeWithoutBody'],
): Record<string, unknown> {
  if (text.trim() === '' && writeWithoutBody === 'accepted') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new RestError(400, 'Exception while reading request', (error as Error).message);
  }
  if (Array.isArray(body)) [body] = body;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new RestError(400, 'Exception while reading request', 'The body must be one JSON object');
  }
  return body as Record<string, unknown>;
}

export interface InputContext {
  readonly database: Database;
  readonly access: AccessControl;
  readonly principal: Principal;
  /** `sysparm_input_display_value`: values are display values */
  readonly display: boolean;
}

/**
 * What of a body is written.
 * @fact Unknown and read-only fields in a write, and those that the caller may not write | dropped silently |
 *   documented | c_TableAPI
 * @fact A column that an instance may have and the sandbox lacks, in a write, a query, a filter or `sysparm_fields` | 501,
 *   with its name | documented | no behaviour of an instance: the sandbox's own
 * @fact An empty value | clears a field, but for one with choices | documented | c_TableAPI
 */
export function acceptedValues(table: Table, body: Record<string, unknown>, context: InputContext): Row {
  const accepted: Values = {};
  for (const [name, given] of Object.entries(body)) {
    const column = table.columns.get(name);
    if (column === undefined) refuseAbsentColumn(context.database, table.name, name);
    if (
      column === undefined ||
      column.readOnly ||
      !context.access.allowsField(context.principal, table.name, name)
    ) {
      continue;
    }
    const text = inputText(given, context.database.behaviours);
    const value = text === undefined ? undefined : inputValue(text, column, context);
    if (value !== undefined) accepted[name] = value;
  }
  return accepted;
}

/**
 * What of a body a form stores: all of it, but for the `sys_id` of a new record.
 * @throws RestError 400 naming what cannot be entered
 */
export function enteredValues(table: Table, body: Record<string, unknown>, { database }: InputContext): Row {
  const entries = Object.entries(body).filter(([name]) => name !== 'sys_id');
  return Object.fromEntries(
    entries.map(([name, given]) => {
      try {
        if (table.columns.get(name)?.readOnly) throw new Error('the column is read-only');
        return [name, enteredValue(database, table, name, inputText(given, database.behaviours) ?? '')];
      } catch (error) {
        throw new RestError(400, `${name}: ${(error as Error).message}`);
      }
    }),
  );
}

function inputText(given: unknown, { structuredValues }: Behaviours): string | undefined {
  if (given === null) return '';
  if (typeof given !== 'object') return String(given);
  return structuredValues === 'text' ? JSON.stringify(given) : undefined;
}

function inputValue(text: string, column: Column, context: InputContext): string | undefined {
  const { database, principal, display } = context;
  if (display) return valueOfDisplay(database, text, column, userTime(database, principal.userName));
  const { reference, choices } = column;
  if (text === '') return choices.length > 0 ? undefined : '';
  const isKnown = reference === null || !database.table(reference) || database.get(reference, text) !== null;
  return isKnown || database.behaviours.unknownReference === 'stored' ? text : undefined;
}
