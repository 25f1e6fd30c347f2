import { equality } from './text-case.ts';

/** One row as it was when it was read. Every scalar is a string, `''` when unset; booleans are `true` and `false`. */
export type Row = Readonly<Record<string, string>>;

/** The rows of one table, without those of the tables that extend it, and the indexes over them. */
export class RowStore {
  readonly #ignoresCase: boolean;
  readonly #rows = new Map<string, Row>();
  /** By column and value in lower case: sys_ids. */
  readonly #indexes = new Map<string, Map<string, Set<string>>>();

  /** @param ignoresCase whether a value is found in another case too */
  constructor(ignoresCase: boolean) {
    this.#ignoresCase = ignoresCase;
  }

  get(sysId: string): Row | undefined {
    return this.#rows.get(sysId) ?? (this.#ignoresCase ? this.withValue('sys_id', sysId)?.[0] : undefined);
  }

  /** In the order of insertion. */
  all(): Iterable<Row> {
    return this.#rows.values();
  }

  /** Keeps an index on a column from now on. */
  index(column: string): void {
    if (this.#indexes.has(column)) return;
    const index = new Map<string, Set<string>>();
    this.#indexes.set(column, index);
    for (const row of this.#rows.values()) addTo(index, column, row);
  }

  /** @returns the rows with this value in any case; undefined when the column has no index */
  withValue(column: string, value: string): Row[] | undefined {
    const index = this.#indexes.get(column);
    if (index === undefined) return undefined;
    const found: Row[] = [];
    for (const sysId of index.get(value.toLowerCase()) ?? []) {
      const row = this.#rows.get(sysId);
      if (row !== undefined) found.push(row);
    }
    return found;
  }

  /** @returns the first row with this value, by the index where there is one */
  find(column: string, value: string): Row | undefined {
    const isSame = equality(value, this.#ignoresCase);
    for (const row of this.withValue(column, value) ?? this.#rows.values()) {
      if (isSame(row[column] ?? '')) return row;
    }
    return undefined;
  }

  put(row: Row): void {
    const sysId = row.sys_id ?? '';
    const previous = this.#rows.get(sysId);
    this.#rows.set(sysId, Object.freeze(row));
    for (const [column, index] of this.#indexes) {
      if (previous?.[column] === row[column] && previous !== undefined) continue;
      if (previous !== undefined) removeFrom(index, column, previous);
      addTo(index, column, row);
    }
  }

  remove(sysId: string): void {
    const row = this.#rows.get(sysId);
    if (row === undefined) return;
    this.#rows.delete(sysId);
    for (const [column, index] of this.#indexes) removeFrom(index, column, row);
  }
}

function addTo(index: Map<string, Set<string>>, column: string, row: Row): void {
  const value = (row[column] ?? '').toLowerCase();
  const sysIds = index.get(value);
  if (sysIds === undefined) index.set(value, new Set([row.sys_id ?? '']));
  else sysIds.add(row.sys_id ?? '');
}

function removeFrom(index: Map<string, Set<string>>, column: string, row: Row): void {
  const value = (row[column] ?? '').toLowerCase();
  const sysIds = index.get(value);
  sysIds?.delete(row.sys_id ?? '');
  if (sysIds?.size === 0) index.delete(value);
}
