import type { AccessControl } from '../../database/access.ts';
import type { Column, Database, Row, Table } from '../../database/database.ts';
import { valueOfDisplay } from '../../database/display-value.ts';
import type { Principal } from '../../sign-in/principal.ts';
import { acceptedValues, parseBody } from '../table-api/record-input.ts';

/** References that these endpoints take by name as well; others only by sys_id. */
const BY_NAME = new Set(['chg_model']);

/** What a request names: fields in the query or the body, of which the body wins. @throws RestError 400 */
export function requestedFields(url: URL, body: string): Record<string, unknown> {
  const query = [...url.searchParams].filter(([name]) => !name.startsWith('sysparm_'));
  return { ...Object.fromEntries(query), ...(body.trim() === '' ? {} : parseBody(body, 'refused')) };
}

export interface FieldContext {
  readonly database: Database;
  readonly access: AccessControl;
  readonly principal: Principal;
}

export interface AcceptedFields {
  readonly values: Row;
  /** `__meta.ignoredFields`: names that were sent and not applied. */
  readonly ignored: readonly string[];
}

/**
 * `encrypted_fields` names those whose values are display values, whether encrypted or not; choices are
 * taken by their label anyway (the documentation's own example sends `state=assess`).
 */
export function acceptedFields(
  table: Table,
  { encrypted_fields: byDisplay, ...fields }: Record<string, unknown>,
  context: FieldContext,
): AcceptedFields {
  const shown = new Set(String(byDisplay ?? '').split(','));
  const given = Object.entries(fields).map(
    ([name, value]) => [name, rawValue(value, table.columns.get(name), context.database)] as const,
  );
  const ofDisplay = Object.fromEntries(given.filter(([name]) => shown.has(name)));
  const raw = Object.fromEntries(given.filter(([name]) => !shown.has(name)));
  const values = {
    ...acceptedValues(table, raw, { ...context, display: false }),
    ...acceptedValues(table, ofDisplay, { ...context, display: true }),
  };
  return { values, ignored: Object.keys(fields).filter((name) => !(name in values)) };
}

function rawValue(value: unknown, column: Column | undefined, database: Database): unknown {
  if (column === undefined || typeof value !== 'string') return value;
  if (column.choices.length === 0 && !BY_NAME.has(column.name)) return value;
  return valueOfDisplay(database, value, column) ?? value;
}
