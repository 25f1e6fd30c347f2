import { type Database, DatabaseError, type Row, type Table } from '../database/database.ts';
import { valueOfDisplay } from '../database/display-value.ts';
import { userTime } from '../time/time-settings.ts';

/** What became of a row by one transform map. */
export interface Transformed {
  readonly map: Row;
  readonly status: 'inserted' | 'updated' | 'ignored' | 'error';
  /** Of the record that was made, updated or left as it was; empty on an error. */
  readonly sysId: string;
  /** Empty where there is nothing to say. */
  readonly message: string;
}

/**
 * Transforms a row of a staging table by each of its active maps, in their order, and notes in the row what came
 * of it. Rules of the target run as for anybody; its access rules are not asked.
 * @param actor user_name of who sent the row
 */
export function transform(database: Database, row: Row, actor: string): Transformed[] {
  const { sys_class_name: staging = '', sys_id: sysId = '' } = row;
  const query = `source_table=${staging}^active=true^ORDERBYorder`;
  return database.query('sys_transform_map', query).map((map) => {
    const done = transformBy(map);
    const outcome = {
      sys_import_state: done.status,
      sys_import_state_comment: done.message,
      sys_transform_map: map.sys_id ?? '',
      sys_target_table: map.target_table ?? '',
      sys_target_sys_id: done.sysId,
    };
    database.update(staging, sysId, outcome, actor);
    return done;
  });

  function transformBy(map: Row): Transformed {
    const target = database.table(map.target_table ?? '');
    if (target === undefined) return failed(map, `Invalid table ${map.target_table}`);
    const entries = database.query('sys_transform_entry', `map=${map.sys_id}`);
    const values = targetValues(database, target, { row, entries, actor });
    try {
      return write(map, target, values, coalesced(database, target, entries, values));
    } catch (error) {
      if (error instanceof DatabaseError) return failed(map, error.message);
      throw error;
    }
  }

  function write(map: Row, target: Table, values: Row, known: Row | undefined): Transformed {
    if (known === undefined) {
      const { sys_id: made = '' } = database.insert(target.name, values, actor);
      return { map, status: 'inserted', sysId: made, message: '' };
    }
    const { sys_id: found = '', sys_mod_count: before } = known;
    const now = database.update(target.name, found, values, actor);
    const status = now?.sys_mod_count === before ? 'ignored' : 'updated';
    return { map, status, sysId: found, message: status === 'ignored' ? 'No field values changed' : '' };
  }
}

function failed(map: Row, message: string): Transformed {
  return { map, status: 'error', sysId: '', message };
}

interface Source {
  readonly row: Row;
  /** Rows of `sys_transform_entry`. */
  readonly entries: readonly Row[];
  readonly actor: string;
}

/** Empty source fields change nothing; a name that no record bears leaves a reference empty. */
function targetValues(database: Database, target: Table, { row, entries, actor }: Source): Row {
  const time = userTime(database, actor);
  return Object.fromEntries(
    entries.flatMap(({ source_field: source = '', target_field: name = '' }) => {
      const column = target.columns.get(name);
      const text = row[source] ?? '';
      if (column === undefined || text === '') return [];
      const meant = valueOfDisplay(database, text, column, time);
      return [[name, meant ?? (column.reference === null ? text : '')]];
    }),
  );
}

/** The record that the row is about; none where a coalesce field is empty or not mapped. */
function coalesced(database: Database, target: Table, entries: readonly Row[], values: Row): Row | undefined {
  const keys = entries.filter(({ coalesce }) => coalesce === 'true').map((entry) => entry.target_field ?? '');
  if (keys.length === 0 || keys.some((key) => !values[key])) return undefined;
  // Not by an encoded query: the values are the caller's text, and `^` has no escape.
  return database.query(target.name).find((row) => keys.every((key) => row[key] === values[key]));
}
