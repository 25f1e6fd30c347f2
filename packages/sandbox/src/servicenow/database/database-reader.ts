import type { Clock } from '../../clock.ts';
import { type Behaviours, behaviours } from '../behaviours/switches.ts';
import { parseEncodedQuery } from '../query/encoded-query.ts';
import { type PreparedQuery, prepareQuery, type QueryContext } from '../query/query-match.ts';
import type { QueryUser } from '../query/user-functions.ts';
import type { Table } from './dictionary.ts';
import type { Row, RowStore } from './row-store.ts';
import { Storage } from './storage.ts';

export interface QueryOptions {
  readonly limit?: number;
  readonly offset?: number;
  /** Who asks: `javascript:gs.getUserID()` is their sys_id. Nobody when left out. */
  readonly user?: QueryUser;
}

/** Reads the instance's tables. */
export class DatabaseReader {
  readonly behaviours: Behaviours;
  protected readonly clock: Clock;
  protected readonly storage: Storage;

  constructor(clock: Clock, chosen?: Partial<Behaviours>) {
    this.clock = clock;
    this.behaviours = behaviours(chosen);
    this.storage = new Storage(this.#ignoresCase);
  }

  get #ignoresCase(): boolean {
    return this.behaviours.textInQueries === 'ignoresCase';
  }

  isDerived(name: string): boolean {
    return this.storage.isDerived(name);
  }

  tables(): Table[] {
    return this.storage.tables();
  }

  table(name: string): Table | undefined {
    return this.storage.table(name);
  }

  /** Whether a table is `ancestor`, or extends it at any remove. */
  isA(table: string, ancestor: string): boolean {
    return this.storage.isA(table, ancestor);
  }

  /** @throws DatabaseError `NO_TABLE` */
  get(tableName: string, sysId: string): Row | null {
    return this.storage.locate(tableName, sysId)?.row ?? null;
  }

  /**
   * @fact A condition on an unknown field | is left out, unless the property `glide.invalid_query.returns_no_rows` is
   *   true | live suite | PySNC; documented in part
   * @param query encoded query
   * @throws DatabaseError `NO_TABLE`; UnsupportedQueryError
   */
  query(tableName: string, query = '', { offset = 0, limit = Infinity, user }: QueryOptions = {}): Row[] {
    const prepared = this.#prepare(tableName, query, {
      user,
      ignoresCase: this.#ignoresCase,
      emptyIsZero: false,
    });
    if (prepared.invalid && this.property('glide.invalid_query.returns_no_rows') === 'true') return [];
    const rows: Row[] = [];
    for (const subtable of this.storage.subtables(tableName)) {
      for (const row of candidates(this.storage.store(subtable), prepared)) {
        if (prepared.matches(row)) rows.push(row);
      }
    }
    if (prepared.compare !== undefined) rows.sort(prepared.compare);
    return offset === 0 && rows.length <= limit ? rows : rows.slice(offset, offset + limit);
  }

  /**
   * The first row with a value, of the table or of one that extends it. The value is taken as it is: for those
   * that are not ours to put in a query. None where there is no such table.
   */
  find(tableName: string, column: string, value: string): Row | undefined {
    for (const subtable of this.storage.subtables(tableName)) {
      const found = this.storage.store(subtable).find(column, value);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /**
   * Whether a row, written or about to be, meets an encoded query.
   * @fact Text in the filter condition of a business rule | is compared with case | documented | c_BusinessRules,
   *   c_GlideFilterScopedAPI
   * @throws DatabaseError `NO_TABLE`; UnsupportedQueryError
   */
  matches(tableName: string, row: Row, query: string, user?: QueryUser): boolean {
    const emptyIsZero = this.behaviours.emptyNumbers === 'zero';
    return this.#prepare(tableName, query, { user, ignoresCase: false, emptyIsZero }).matches(row);
  }

  count(tableName: string, query = '', user?: QueryUser): number {
    return this.query(tableName, query, { ...(user && { user }) }).length;
  }

  /** A system property's value; empty when there is none. */
  property(name: string): string {
    return this.find('sys_properties', 'name', name)?.value ?? '';
  }

  #prepare(tableName: string, query: string, how: Omit<QueryContext, 'database'>): PreparedQuery {
    const context = { database: this, ...how };
    return prepareQuery(parseEncodedQuery(query), this.storage.require(tableName), context);
  }
}

function candidates(store: RowStore, query: PreparedQuery): Iterable<Row> {
  for (const { column, value } of query.equals) {
    const rows = store.withValue(column, value);
    if (rows !== undefined) return rows;
  }
  return store.all();
}
