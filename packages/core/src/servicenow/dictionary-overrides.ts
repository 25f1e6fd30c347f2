/**
 * What a table changes of the columns that it inherits (`sys_dictionary_override`). The columns of that table: a public script that makes
 * types of an instance's dictionary.
 */
import type { ServiceNowClient } from './client.ts';
import {
  closeStatesIn,
  type Dictionary,
  type DictionaryColumn,
  defaultOf,
  lineageOf,
  readDictionary,
} from './dictionary.ts';
import { type Row, rowsOf } from './rows.ts';

const FIELDS = [
  ...['name', 'element', 'mandatory_override', 'mandatory', 'read_only_override', 'read_only'],
  ...['default_value_override', 'default_value', 'attributes_override', 'attributes'],
];

/** @returns a column as a table has it, by what the dictionary says of the table that it is from */
export type Override = (column: DictionaryColumn) => DictionaryColumn;

/**
 * @param lineage a table and those that it extends, nearest first
 * @returns `null` where the user may not read them
 */
export async function readOverrides(
  client: ServiceNowClient,
  lineage: readonly string[],
): Promise<Override | null> {
  const ask = { query: `nameIN${lineage.join(',')}`, fields: FIELDS };
  const rows = await rowsOf(client, 'sys_dictionary_override', ask);
  if (rows === null) return null;
  // What is nearer to the table counts last, and so more.
  const ordered = lineage.toReversed().flatMap((table) => rows.filter(({ name }) => name === table));
  return (column) => ordered.filter(({ element }) => element === column.name).reduce(overridden, column);
}

/** The columns of a table as they are there. */
export interface OwnDictionary {
  /** The table and those that it extends, nearest first. */
  readonly lineage: readonly string[];
  readonly columns: Dictionary;
  /** Whether what the table changes of inherited columns could be read. */
  readonly isOwn: boolean;
}

/** @returns `null` where the user may not read the dictionary */
export async function readOwnDictionary(
  client: ServiceNowClient,
  table: string,
): Promise<OwnDictionary | null> {
  const lineage = await lineageOf(client, table);
  const inherited = lineage && (await readDictionary(client, lineage));
  if (lineage === null || inherited === null) return null;
  const override = await readOverrides(client, lineage);
  if (override === null) return { lineage, columns: inherited, isOwn: false };
  const columns = new Map([...inherited].map(([name, column]) => [name, override(column)]));
  return { lineage, columns, isOwn: true };
}

function overridden(
  { mandatory, readOnly, defaultValue, computed, closeStates, ...column }: DictionaryColumn,
  row: Row,
): DictionaryColumn {
  const flag = (name: 'mandatory' | 'read_only', inherited: true | undefined) =>
    row[`${name}_override`] === 'true' ? row[name] === 'true' : inherited === true;
  const inherited = {
    ...(defaultValue !== undefined && { defaultValue }),
    ...(computed && { computed }),
  };
  return {
    ...column,
    ...(flag('mandatory', mandatory) && { mandatory: true }),
    ...(flag('read_only', readOnly) && { readOnly: true }),
    ...(row.default_value_override === 'true' ? defaultOf(row.default_value ?? '') : inherited),
    ...(row.attributes_override === 'true'
      ? closeStatesIn(row.attributes ?? '')
      : closeStates !== undefined && { closeStates }),
  };
}
