import { type Database, newSysId, type RowChange, type Values } from './database.ts';
import { aborted, fieldsMissing } from './refused-write.ts';

/** Which writes a rule applies to. */
export interface WriteFilter {
  readonly table: string;
  /** Encoded query over the row as it is about to be written; any when left out. */
  readonly when?: string;
  /** Any when left out. */
  readonly operations?: readonly RowChange['operation'][];
}

type Act = (next: Values, change: RowChange) => void;

/**
 * Business rules and data policies that a test adds to refuse or ignore writes.
 * @fact A business rule or data policy of the customer | refuses writes over REST too | documented |
 *   c_BusinessRules
 */
export class WriteRules {
  readonly #database: Database;
  readonly #rules = new Set<{ readonly filter: WriteFilter; readonly act: Act }>();

  constructor(database: Database) {
    this.#database = database;
    database.before((change) => {
      for (const { filter, act } of this.#rules)
        if (this.#concerns(filter, change)) act(change.next ?? {}, change);
    });
  }

  /**
   * A business rule that aborts writes. What it would say to a person is not told to REST clients.
   * @returns a function that removes it
   */
  abort(rule: WriteFilter & { readonly name: string }): () => void {
    const sysId = newSysId();
    return this.#add(rule, (_, { table }) => {
      throw aborted(table, rule.name, sysId);
    });
  }

  /** A data policy that makes fields mandatory. @returns a function that removes it */
  require(policy: WriteFilter & { readonly fields: readonly string[] }): () => void {
    return this.#add(policy, (next, { table }) => {
      const columns = this.#database.table(table)?.columns;
      const missing = policy.fields.filter((field) => !next[field]);
      if (missing.length > 0)
        throw fieldsMissing(missing.map((field) => columns?.get(field)?.label ?? field));
    });
  }

  /**
   * Lets writes succeed without an effect on some fields, as instances do with state changes that a rule or
   * an access control undoes: the answer is 200, and only reading back tells.
   * @returns a function that removes it
   */
  ignore(rule: WriteFilter & { readonly fields: readonly string[] }): () => void {
    return this.#add({ operations: ['update'], ...rule }, (next, { previous }) => {
      for (const field of rule.fields) next[field] = previous?.[field] ?? '';
    });
  }

  #add(filter: WriteFilter, act: Act): () => void {
    const rule = { filter, act };
    this.#rules.add(rule);
    return () => this.#rules.delete(rule);
  }

  #concerns({ table, when = '', operations }: WriteFilter, change: RowChange): boolean {
    if (!this.#database.isA(change.table, table)) return false;
    if (operations !== undefined && !operations.includes(change.operation)) return false;
    return when === '' || this.#database.matches(change.table, change.next ?? change.previous ?? {}, when);
  }
}
