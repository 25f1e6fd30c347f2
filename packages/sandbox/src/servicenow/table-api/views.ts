import type { Table } from '../database/dictionary.ts';
import { notImplemented } from '../rest/rest-error.ts';

/** Columns of the Default view's list. A view that nobody has configured for a table falls back to it. */
const DEFAULT_LIST: Readonly<Record<string, readonly string[]>> = {
  change_request: ['number', 'short_description', 'type', 'state', 'start_date', 'end_date', 'assigned_to'],
};

/** The fields that a view shows. @throws RestError 501 for a table whose views the sandbox does not have */
export function fieldsOfView({ name }: Table): readonly string[] {
  const fields = DEFAULT_LIST[name];
  if (fields === undefined)
    throw notImplemented(`sysparm_view for ${name}; name the fields in sysparm_fields`);
  return fields;
}
