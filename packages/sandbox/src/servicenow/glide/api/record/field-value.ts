import type { Column, Row } from '../../../database/database.ts';
import { toStoredValue } from '../../../database/stored-value.ts';
import type { ScriptSession } from '../../runtime/script-session.ts';

/** What a script gives for a value, as text: strings, numbers, booleans, dates, elements. */
export function toText(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

/** What the column will hold of it: the wrong type becomes empty, too long is cut. */
export function toStored(value: unknown, column: Column): string {
  return toStoredValue(toText(value), column);
}

/**
 * What `getValue` gives: null for empty, `1` and `0` for booleans (ServiceNow docs, c_GlideRecordScopedAPI).
 * @fact `getValue` in a script | null for an empty field, `1` and `0` for booleans | documented |
 *   c_GlideRecordScopedAPI
 */
export function toScriptValue(value: string, column: Column): string | null {
  if (value === '') return null;
  if (column.type === 'boolean') return value === 'true' ? '1' : '0';
  return value;
}

export function rowOf(session: ScriptSession, table: string, sysId: string): Row | null {
  if (!/^[0-9a-f]{32}$/.test(sysId)) return null;
  const [row] = session.instance.query({ table, query: `sys_id=${sysId}`, limit: 1, secure: false });
  return row ?? null;
}
