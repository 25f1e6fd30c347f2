/** Which columns of the app's tables have an index, as their Fluent sources say. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../src/fluent/tables/', import.meta.url);
const indexed = new Set(
  readdirSync(folder).flatMap((file) => {
    const source = readFileSync(new URL(file, folder), 'utf8');
    const table = /name: '(\w+)'/.exec(source)?.[1] ?? '';
    const indexes = [...source.matchAll(/element: '(\w+)', unique: \w+ }/g)];
    // Each is declared on lines of its own, or on one.
    const unique = [...source.matchAll(/^ {4}(\w+): \w+\({(?:(?! {4}}\)|}\),$)[\s\S])*?\bunique: true/gm)];
    return [...indexes, ...unique].map(([, column]) => `${table}.${column}`);
  }),
);

/**
 * @param columns those that a query's rows must have a value of, or a range of values
 * @returns what is wrong where no index narrows the rows of one of the app's tables
 */
export function missingIndex(table: string, columns: readonly string[]): string | undefined {
  if (!table.startsWith('x_') || columns.includes('sys_id')) return undefined;
  if (columns.some((column) => indexed.has(`${table}.${column}`))) return undefined;
  const by = columns.join(', ') || 'nothing';
  return `No index serves a query of ${table} by ${by}: add one in src/fluent/tables`;
}
