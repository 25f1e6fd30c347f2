import { type Column, type Database, isDateTime, type Row } from '../../database/database.ts';
import { displayValue } from '../../database/display-value.ts';
import type { UserTime } from '../../time/user-time.ts';

/** The Change Management API shows every field in both ways; the value as a number or a boolean where it is one. */
export interface FieldJson {
  readonly display_value: string;
  readonly value: string | number | boolean;
  /** On dates only: the time on the user's clock, whatever format they like. */
  readonly display_value_internal?: string;
}

export type RecordJson = Record<string, FieldJson>;

/**
 * A record as `sn_chg_rest` shows it.
 * @fact A field in an answer of `sn_chg_rest` | display value and value; numbers and booleans are no strings |
 *   documented | change-management-api; older instances have strings
 * @param time of the caller
 */
export function recordJson(database: Database, tableName: string, row: Row, time: UserTime): RecordJson {
  const columns = database.table(tableName)?.columns.values() ?? [];
  return Object.fromEntries(
    [...columns].map((column) => [column.name, fieldJson(database, row, column, time)]),
  );
}

function fieldJson(database: Database, row: Row, column: Column, time: UserTime): FieldJson {
  const display_value = displayValue(database, row, column, time);
  const value = typedValue(row[column.name] ?? '', column);
  if (!isDateTime(column.type)) return { display_value, value };
  return { display_value, value, display_value_internal: time.displayInternal(row[column.name] ?? '') };
}

function typedValue(value: string, { type }: Column): string | number | boolean {
  if (type === 'boolean') return value === 'true';
  return type === 'integer' && value !== '' ? Number(value) : value;
}
