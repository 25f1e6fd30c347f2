import type { Column, Table } from './dictionary.ts';
import type { Row } from './row-store.ts';

/** What following a reference needs of the database. */
export interface ReferenceSource {
  table(name: string): Table | undefined;
  get(table: string, sysId: string): Row | null;
}

/**
 * Finds the row that a reference points to.
 * @returns null when it points to none
 */
export function referencedRow(source: ReferenceSource, column: Column, value: string): Row | null {
  const { reference } = column;
  if (value === '' || reference === null || source.table(reference) === undefined) return null;
  return source.get(reference, value);
}
