import type { Column, Table } from './dictionary.ts';
import type { Row } from './row-store.ts';

/** What following a reference needs of the database. */
export interface ReferenceSource {
  table(name: string): Table | undefined;
  get(table: string, sysId: string): Row | null;
}

/** @returns the row that a reference column's value stands for; null when it stands for none */
export function referencedRow(source: ReferenceSource, column: Column, value: string): Row | null {
  const { reference } = column;
  if (value === '' || reference === null || source.table(reference) === undefined) return null;
  return source.get(reference, value);
}
