import type { ScriptSession } from '../runtime/script-session.ts';
import { toText } from './field-value.ts';
import { notImplemented } from './not-implemented.ts';
import { type QueryCondition, RecordQuery } from './record-query.ts';

/** `GlideAggregate` (ServiceNow docs, c_GlideAggregateScopedAPI) as far as counting goes. */
export class GlideAggregate {
  readonly #session: ScriptSession;
  readonly #table: string;
  readonly #query: RecordQuery;
  #count: number | null = null;
  #read = false;

  constructor(session: ScriptSession, table: unknown) {
    this.#session = session;
    this.#table = toText(table);
    this.#query = new RecordQuery(session);
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

  addAggregate(aggregate: unknown): void {
    this.#check(aggregate);
  }

  query(): void {
    this.#count = this.#session.instance.count(this.#table, this.#query.text);
    this.#read = false;
  }

  hasNext(): boolean {
    return this.#count !== null && !this.#read;
  }

  next(): boolean {
    const more = this.hasNext();
    this.#read = true;
    return more;
  }

  getAggregate(aggregate: unknown): string {
    this.#check(aggregate);
    return String(this.#count ?? 0);
  }

  getTableName(): string {
    return this.#table;
  }

  #check(aggregate: unknown): void {
    const name = toText(aggregate).toUpperCase();
    if (name !== 'COUNT') throw notImplemented(this.#session, `the aggregate ${name}`);
  }
}
