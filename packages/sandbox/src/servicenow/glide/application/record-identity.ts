/** When two records, from two versions of an application, are the same one. */
import { text, type UpdateRecord } from './update-set.ts';

/**
 * The fields that name a record of a type; a sys_id names the others.
 *
 * @fact A record of an update set that is on the instance under another sys_id | is the same one where its type and name
 * agree (tables, properties, roles, groups), or table and column (dictionary, choice lists), and language (labels) | documented |
 * update-set-collisions
 */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  sys_db_object: ['name'],
  sys_properties: ['name'],
  sys_user_group: ['name'],
  sys_user_role: ['name'],
  sys_dictionary: ['name', 'element'],
  sys_choice_set: ['name', 'element'],
  sys_choice: ['name', 'element', 'value', 'language', 'dependent_value'],
  sys_documentation: ['name', 'element', 'language'],
  sys_index: ['logical_table_name', 'col_name_string'],
};

/** Whether a record of this type is the same one where its name is. */
export function isNamedByName(table: string): boolean {
  return NAMED_BY[table]?.join() === 'name';
}

/** A record's identity over the versions of an application. */
export function keyOf({ table, updateName, fields }: UpdateRecord): string {
  const names = NAMED_BY[table]?.map((name) => text(fields, name));
  if (names?.[0]) return `${table} ${names.join(' ')}`;
  return `${table} ${fields.sys_id ?? updateName}`;
}

/**
 * What the application consists of once a set is committed on top of what there was.
 *
 * @fact A choice list of an update set | replaces the one of its column | documented | SDK manual, choice sets
 */
export function merged(
  before: ReadonlyMap<string, UpdateRecord>,
  records: readonly UpdateRecord[],
): Map<string, UpdateRecord> {
  const columnOf = ({ fields }: UpdateRecord): string => `${text(fields, 'name')} ${text(fields, 'element')}`;
  const replaced = new Set(records.filter(({ table }) => table === 'sys_choice_set').map(columnOf));
  const kept = [...before].filter(([, one]) => one.table !== 'sys_choice' || !replaced.has(columnOf(one)));
  const after = new Map(kept);
  for (const record of records) {
    const key = keyOf(record);
    if (record.action === 'DELETE') after.delete(key);
    else if (record.action === 'UPDATE') {
      const fields = { ...after.get(key)?.fields, ...record.fields };
      after.set(key, { ...record, action: 'INSERT_OR_UPDATE', fields });
    } else after.set(key, record);
  }
  return after;
}
