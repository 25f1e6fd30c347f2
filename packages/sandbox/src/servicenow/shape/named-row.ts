import type { Database, Row } from '../database/database.ts';
import type { Named } from './shape.ts';

const ADMIN = 'admin';

/**
 * Sees to rows with these sys_ids and names. One of such a name that the sandbox brings gets the sys_id of the other instance, and whatever
 * refers to it follows.
 * @param values of each, beside its name
 * @returns those of which there was none, by sys_id or by name
 */
export function takeNamed<One extends Named>(
  database: Database,
  table: string,
  rows: readonly One[],
  values: (row: One) => Row = () => ({}),
): One[] {
  const ids = new Set(rows.map(({ sysId }) => sysId));
  // Once for all: an instance has thousands of groups. The first of a name stands for it.
  const others = database.query(table, '').filter(({ sys_id: sysId = '' }) => !ids.has(sysId));
  const namesakes = new Map(others.reverse().map((other) => [other.name, other]));
  return rows.filter((row) => {
    const { sysId, name } = row;
    const wanted = { ...values(row), name };
    if (database.get(table, sysId) !== null) {
      database.update(table, sysId, wanted, ADMIN);
      return false;
    }
    const namesake = namesakes.get(name);
    namesakes.delete(name);
    const before = namesake?.sys_id;
    if (before !== undefined) database.delete(table, before, ADMIN);
    database.insert(table, { ...namesake, ...wanted, sys_id: sysId }, ADMIN);
    if (before !== undefined) moveReferences(database, table, before, sysId);
    return before === undefined;
  });
}

function moveReferences(database: Database, target: string, from: string, to: string): void {
  for (const { name: table, columns } of database.tables()) {
    if (database.isDerived(table)) continue;
    for (const { name, reference, byName } of columns.values()) {
      if (reference !== target || byName) continue;
      for (const { sys_id: row = '' } of database.query(table, `${name}=${from}`)) {
        database.update(table, row, { [name]: to }, ADMIN);
      }
    }
  }
}
