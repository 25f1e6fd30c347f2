import type { Database, Row, TableDefinition } from '../../database/database.ts';
import { SYSTEM } from '../node/script-principals.ts';

/**
 * A table as an import may define it: a column becomes unique only where its rows let it.
 * @param log told of columns and rows that are given up
 */
export function withUniqueColumns(
  database: Database,
  table: TableDefinition,
  log: (message: string) => void,
): TableDefinition {
  const existing = database.table(table.name)?.columns;
  const columns = table.columns?.map((column) => {
    const isNew = column.unique === true && existing?.get(column.name)?.unique === false;
    const others = isNew ? duplicates(database, table.name, column.name) : [];
    if (others.length === 0) return column;
    const name = `${table.name}.${column.name}`;
    if (database.behaviours.uniqueOverDuplicates === 'fails') {
      log(`No unique index over ${name}: ${others.length} rows have a value that another one has`);
      return { ...column, unique: false };
    }
    for (const { sys_id = '' } of others) database.delete(table.name, sys_id, SYSTEM.userName);
    log(`The unique index over ${name} has deleted ${others.length} rows`);
    return column;
  });
  return { ...table, ...(columns && { columns }) };
}

/** The rows whose value an older one has. */
function duplicates(database: Database, table: string, column: string): Row[] {
  const seen = new Set<string>();
  return database.query(table, 'ORDERBYsys_created_on').filter((row) => {
    const value = row[column] ?? '';
    const key = database.behaviours.textInUniqueColumns === 'ignoresCase' ? value.toLowerCase() : value;
    if (value === '') return false;
    const isSeen = seen.has(key);
    seen.add(key);
    return isSeen;
  });
}
