/** The dictionary of an instance: which columns a table has, its own and those that it inherits. */
import type { ProfiledColumn } from '../check/profile.ts';
import type { ServiceNowClient } from './client.ts';
import { equals } from './encoded-query.ts';
import { type Row, rowsOf } from './rows.ts';

/** As `sys_dictionary` has it. */
export interface DictionaryColumn extends Omit<ProfiledColumn, 'choices'> {
  /** Whether a script computes its default value. */
  readonly computed?: true;
}

/** The columns of a table, by name. */
export type Dictionary = ReadonlyMap<string, DictionaryColumn>;

/** `task` is two steps from the deepest tables that matter here. */
const MAX_ANCESTORS = 8;

/**
 * A table and those that it extends, nearest first (`super_class` of `sys_db_object`).
 * @returns `null` where the user may not read that
 */
export async function lineageOf(client: ServiceNowClient, table: string): Promise<string[] | null> {
  const lineage = [table];
  while (lineage.length < MAX_ANCESTORS) {
    const query = equals({ name: lineage.at(-1) ?? '' });
    const found = await rowsOf(client, 'sys_db_object', { query, fields: ['name', 'super_class.name'] });
    const row = found?.find(({ name }) => name === lineage.at(-1));
    if (row === undefined) return null;
    const parent = row['super_class.name'] ?? '';
    if (parent === '') return lineage;
    lineage.push(parent);
  }
  return null;
}

const FIELDS = [
  ...['name', 'element', 'column_label', 'internal_type', 'max_length', 'mandatory', 'read_only'],
  ...['default_value', 'reference', 'attributes'],
];

/**
 * The columns of a table as the dictionary has them.
 * @param lineage the table and those that it extends, nearest first
 * @returns `null` where the user may not read it, or reads only a part of it: what is missing there may exist
 */
export async function readDictionary(
  client: ServiceNowClient,
  lineage: readonly string[],
): Promise<Dictionary | null> {
  const query = `nameIN${lineage.join(',')}^elementISNOTEMPTY`;
  const rows = (await rowsOf(client, 'sys_dictionary', { query, fields: FIELDS })) ?? [];
  const columns = new Map<string, DictionaryColumn>();
  for (const ancestor of lineage) {
    for (const row of rows) {
      const name = row.element ?? '';
      if (row.name === ancestor && name !== '' && !columns.has(name)) columns.set(name, toColumn(name, row));
    }
  }
  // Every table has it, so that a dictionary without it is not all of it.
  return columns.has('sys_id') ? columns : null;
}

function toColumn(name: string, row: Row): DictionaryColumn {
  const maxLength = Number(row.max_length);
  const { default_value: value = '', reference = '' } = row;
  return {
    name,
    label: row.column_label ?? name,
    type: row.internal_type ?? 'string',
    ...(maxLength > 0 && { maxLength }),
    ...(row.mandatory === 'true' && { mandatory: true as const }),
    ...(row.read_only === 'true' && { readOnly: true as const }),
    ...defaultOf(value),
    ...(reference !== '' && { reference }),
    ...closeStatesIn(row.attributes ?? ''),
  };
}

/** A script computes its value in the instance alone. */
export function defaultOf(value: string): Pick<DictionaryColumn, 'defaultValue' | 'computed'> {
  if (value.startsWith('javascript:')) return { computed: true };
  return value === '' ? {} : { defaultValue: value };
}

/** The states that end a task, as `attributes` of a column names them: `close_states=3;4,other=true` (ServiceNow docs, c_BusinessRules). */
export function closeStatesIn(attributes: string): Pick<DictionaryColumn, 'closeStates'> {
  const [, states] = /(?:^|,)\s*close_states=([^,]*)/.exec(attributes) ?? [];
  return states === undefined ? {} : { closeStates: states.split(';').map((state) => state.trim()) };
}
