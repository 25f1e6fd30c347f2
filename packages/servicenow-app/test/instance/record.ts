/** GlideRecord on the tests' tables, as far as the app uses it. */
import { missingIndex } from './indexes.ts';
import type { Row, Tables } from './tables.ts';

type Condition = (row: Readonly<Row>) => boolean;

/** What a record needs of its instance. */
export interface RecordHost {
  readonly tables: Tables;
  /** Who the script runs as. */
  userName(): string;
  /** Columns that the instance does not have, or a rule hides: `change_request.approval`. */
  readonly missingColumns: ReadonlySet<string>;
  /** Whether the user sees a row: GlideRecordSecure asks. */
  canSee(table: string, row: Readonly<Row>): boolean;
  /** Told what fails the test, even where the app handles the error. */
  alarm(problem: string): void;
  /** Told of each column that is read: `change_request.state`. */
  hasRead(column: string): void;
  /** Work notes that are written. */
  noted(sysId: string, text: string): void;
}

const COMPARE: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  '=': (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  '!=': (value, wanted) => value !== wanted,
  '<': (value, wanted) => value !== '' && value < wanted,
  '<=': (value, wanted) => value !== '' && value <= wanted,
  '>=': (value, wanted) => value !== '' && value >= wanted,
  IN: (value, wanted) => wanted.split(',').includes(value),
  STARTSWITH: (value, wanted) => value.startsWith(wanted),
  'NOT IN': (value, wanted) => !wanted.split(',').includes(value),
};

function text(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return value === null || value === undefined ? '' : String(value);
}

export class TestRecord {
  readonly #host: RecordHost;
  readonly #table: string;
  readonly #isSecure: boolean;
  readonly #conditions: Condition[] = [];
  /** Columns of conditions that an index can serve. */
  readonly #narrowedBy: string[] = [];
  #order: ((a: Row, b: Row) => number) | null = null;
  #limit = Number.POSITIVE_INFINITY;
  #found: Row[] = [];
  #row: Row = {};
  #written: Row = {};
  #isNew = false;

  constructor(host: RecordHost, table: string, isSecure: boolean) {
    this.#host = host;
    this.#table = table;
    this.#isSecure = isSecure;
  }

  get(field: string, value: string): boolean {
    this.#requireIndex([field]);
    const found = this.#visible().find((row) => row[field] === value);
    if (found !== undefined) this.#stand(found);
    return found !== undefined;
  }

  initialize(): void {
    this.#stand({});
    this.#isNew = true;
  }

  addQuery(
    column: string,
    operatorOrValue: unknown,
    value?: unknown,
  ): { addOrCondition: TestRecord['addQuery'] } {
    const [operator, wanted] =
      value === undefined ? ['=', text(operatorOrValue)] : [text(operatorOrValue), text(value)];
    const compare = COMPARE[operator];
    if (operator !== '!=') this.#narrowedBy.push(column);
    if (compare === undefined) throw new Error(`The tests' GlideRecord has no operator ${operator}`);
    return this.#condition((row) => compare(this.#host.tables.value(row, column), wanted));
  }

  addNullQuery(column: string) {
    return this.#condition((row) => this.#host.tables.value(row, column) === '');
  }

  addNotNullQuery(column: string) {
    return this.#condition((row) => this.#host.tables.value(row, column) !== '');
  }

  orderBy(column: string): void {
    this.#order = (a, b) => this.#compare(a, b, column);
  }

  orderByDesc(column: string): void {
    this.#order = (a, b) => this.#compare(b, a, column);
  }

  setLimit(limit: number): void {
    this.#limit = limit;
  }

  query(): void {
    this.#requireIndex(this.#narrowedBy);
    const found = this.#visible().filter((row) => this.#conditions.every((holds) => holds(row)));
    if (this.#order !== null) found.sort(this.#order);
    this.#found = found.slice(0, this.#limit);
  }

  next(): boolean {
    const row = this.#found.shift();
    if (row !== undefined) this.#stand(row);
    return row !== undefined;
  }

  isValidField(column: string): boolean {
    return !this.#host.missingColumns.has(`${this.#table}.${column}`);
  }

  getValue(column: string): string | null {
    this.#host.hasRead(`${this.#table}.${column}`);
    if (!this.isValidField(column)) return null;
    return this.#row[column] || null;
  }

  getDisplayValue(column: string): string {
    this.#host.hasRead(`${this.#table}.${column}`);
    return this.#row[`display.${column}`] ?? this.#row[column] ?? '';
  }

  setValue(column: string, value: unknown): void {
    this.#row[column] = text(value);
    this.#written[column] = text(value);
  }

  getUniqueValue(): string {
    return this.#row.sys_id ?? '';
  }

  /** Of an encrypted column: what stands in the database is never the text itself. */
  getElement(column: string) {
    return {
      getDecryptedValue: (): string => (this.#row[column] ?? '').replace(/^encrypted:/, ''),
      setDisplayValue: (value: string): void =>
        this.setValue(column, value === '' ? '' : `encrypted:${value}`),
    };
  }

  insert(): string | null {
    if (!this.#isNew) throw new Error('A record that was not initialized would be inserted');
    const { tables } = this.#host;
    const sysId = tables.insert(this.#table, this.#written, this.#host.userName());
    if (sysId !== null) this.#stand(tables.get(this.#table, sysId) ?? {});
    return sysId;
  }

  update(): string | null {
    const { work_notes: note, ...fields } = this.#written;
    const sysId = this.getUniqueValue();
    if (!this.#host.tables.update(this.#table, sysId, fields)) return null;
    if (note !== undefined) this.#host.noted(sysId, note);
    return sysId;
  }

  deleteRecord(): boolean {
    return this.#host.tables.delete(this.#table, this.getUniqueValue());
  }

  deleteMultiple(): void {
    this.query();
    while (this.next()) this.deleteRecord();
  }

  #requireIndex(columns: readonly string[]): void {
    const missing = missingIndex(this.#table, columns);
    if (missing !== undefined) this.#host.alarm(missing);
  }

  #visible(): Row[] {
    const rows = this.#host.tables.all(this.#table);
    return this.#isSecure ? rows.filter((row) => this.#host.canSee(this.#table, row)) : rows;
  }

  /** A copy, as it is now: what others write later shows only in the next read. */
  #stand(row: Readonly<Row>): void {
    this.#row = { ...row };
    this.#written = {};
  }

  #condition(holds: Condition): { addOrCondition: TestRecord['addQuery'] } {
    const place = this.#conditions.push(holds) - 1;
    return {
      addOrCondition: (...or) => {
        const narrowed = this.#narrowedBy.length;
        const result = this.addQuery(...or);
        // No index serves an alternative.
        this.#narrowedBy.length = narrowed;
        const other = this.#conditions.pop() ?? (() => false);
        this.#conditions[place] = (row) => holds(row) || other(row);
        return result;
      },
    };
  }

  #compare(a: Row, b: Row, column: string): number {
    const [left, right] = [this.#host.tables.value(a, column), this.#host.tables.value(b, column)];
    const isNumber = /^\d+$/.test(left) && /^\d+$/.test(right);
    return isNumber ? Number(left) - Number(right) : left < right ? -1 : left > right ? 1 : 0;
  }
}
