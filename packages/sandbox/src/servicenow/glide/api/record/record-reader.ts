import type { Row } from '../../../database/database.ts';
import { displayColumn } from '../../../database/dictionary.ts';
import type { ScriptSession } from '../../runtime/script-session.ts';
import { toScriptValue, toText } from './field-value.ts';
import { elementAt, type GlideElement } from './glide-element.ts';
import type { RecordFields } from './record-fields.ts';
import { type QueryCondition, RecordQuery } from './record-query.ts';

/** The reading half of `GlideRecord`: queries, the row at hand, its fields. */
export class RecordReader {
  protected readonly session: ScriptSession;
  protected readonly fields: RecordFields;
  /** Whether ACLs apply, as in `GlideRecordSecure`. */
  protected readonly secure: boolean;
  readonly #query: RecordQuery;
  #window: { readonly limit?: number; readonly offset?: number } = {};
  #rows: readonly Row[] = [];
  #position = -1;

  constructor(fields: RecordFields, secure: boolean) {
    this.session = fields.session;
    this.fields = fields;
    this.secure = secure;
    this.#query = new RecordQuery(this.session);
  }

  addQuery(...args: unknown[]): QueryCondition {
    return this.#query.where(args);
  }

  addEncodedQuery(query: unknown): void {
    this.#query.encoded(query);
  }

  addNullQuery(field: unknown): QueryCondition {
    return this.#query.where([field, '=', '']);
  }

  addNotNullQuery(field: unknown): QueryCondition {
    return this.#query.where([field, '!=', '']);
  }

  addActiveQuery(): QueryCondition {
    return this.#query.where(['active', '=', 'true']);
  }

  addInactiveQuery(): QueryCondition {
    return this.#query.where(['active', '=', 'false']);
  }

  getEncodedQuery(): string {
    return this.#query.text;
  }

  orderBy(field: unknown): void {
    this.#query.order(field, false);
  }

  orderByDesc(field: unknown): void {
    this.#query.order(field, true);
  }

  setLimit(limit: unknown): void {
    this.#window = { limit: Number(limit) };
  }

  /** Rows from the first to before the last. */
  chooseWindow(first: unknown, last: unknown): void {
    this.#window = { offset: Number(first), limit: Number(last) - Number(first) };
  }

  query(): void {
    this.fields.clear({});
    this.#rows = this.found();
    this.#position = -1;
  }

  hasNext(): boolean {
    return this.#position + 1 < this.#rows.length;
  }

  next(): boolean {
    const row = this.#rows[this.#position + 1];
    if (row === undefined) return false;
    this.#position += 1;
    this.fields.load(row);
    return true;
  }

  getRowCount(): number {
    return this.#rows.length;
  }

  /**
   * `(sys_id)`, or else the display value; `(field, value)`.
   * @fact `get` with one argument | the sys_id, or else the display value | documented |
   *   c_GlideRecordScopedAPI
   */
  get(...args: unknown[]): boolean {
    const { definition } = this.fields;
    const value = toText(args.at(-1));
    if (definition === null || (args.length === 1 && value === '')) return false;
    const column = /^[0-9a-f]{32}$/.test(value) ? 'sys_id' : displayColumn(definition);
    const query = new RecordQuery(this.session);
    query.where([args.length > 1 ? args[0] : column, '=', value]);
    const { table } = this.fields;
    this.#rows = this.session.instance.query({ table, query: query.text, limit: 1, secure: this.secure });
    this.#position = -1;
    return this.next();
  }

  getElement(path: unknown): GlideElement | null {
    return elementAt(this.fields, toText(path)) ?? null;
  }

  getValue(field: unknown): string | null {
    const column = this.fields.column(toText(field));
    return column === undefined ? null : toScriptValue(this.fields.read(column.name), column);
  }

  /** Without a field, what people call the record. */
  getDisplayValue(field?: unknown): string | null {
    if (field !== undefined) return this.getElement(field)?.getDisplayValue() ?? null;
    const { definition } = this.fields;
    return definition === null ? null : this.fields.read(displayColumn(definition));
  }

  getUniqueValue(): string | null {
    return this.fields.read('sys_id') || null;
  }

  getTableName(): string {
    return this.fields.table;
  }

  getRecordClassName(): string {
    return this.fields.read('sys_class_name') || this.fields.table;
  }

  getLabel(): string | null {
    return this.fields.definition?.label ?? null;
  }

  isValid(): boolean {
    return this.fields.definition !== null;
  }

  isValidField(field: unknown): boolean {
    return this.fields.definition?.columns.has(toText(field)) ?? false;
  }

  isValidRecord(): boolean {
    return this.fields.isStored;
  }

  /** The rows that the conditions find; none, and a line in the log, where there is no such table. */
  protected found(): Row[] {
    const { table } = this.fields;
    if (!this.isKnown()) return [];
    return this.session.instance.query({
      table,
      query: this.#query.text,
      secure: this.secure,
      ...this.#window,
    });
  }

  protected isKnown(): boolean {
    if (this.isValid()) return true;
    this.session.instance.log('error', this.session.scope, `Invalid table ${this.fields.table}`);
    return false;
  }
}
