import { isAbsentColumn } from '../../../database/absent-columns.ts';
import { isEncrypted } from '../../../database/cipher.ts';
import type { Column, Row, Table, Values } from '../../../database/database.ts';
import type { ScriptSession } from '../../runtime/script-session.ts';
import { notImplemented } from '../strict.ts';
import { rowOf, toStored } from './field-value.ts';

/** The fields of one record, as a script has them before it writes. */
export class RecordFields {
  readonly session: ScriptSession;
  readonly table: string;
  /** null when there is no such table. */
  readonly definition: Table | null;
  /** The row before the write that a condition is asked about; undefined in scripts, which do not know it. */
  previous: Row | null | undefined;
  #values: Values = {};
  #changed = new Set<string>();
  /** Whether they were read from a row of the database. */
  #isStored = false;
  readonly #related = new Map<string, RecordFields>();
  readonly #asRecord: (fields: RecordFields) => object;

  /** @param asRecord makes the `GlideRecord` that a script sees these fields, and those of a referenced record, through */
  constructor(session: ScriptSession, table: string, asRecord: (fields: RecordFields) => object) {
    this.session = session;
    this.table = table;
    this.#asRecord = asRecord;
    this.definition = session.table(table);
  }

  get isStored(): boolean {
    return this.#isStored;
  }

  get values(): Values {
    return this.#values;
  }

  get changes(): Values {
    return Object.fromEntries([...this.#changed].map((name) => [name, this.read(name)]));
  }

  load(row: Row): void {
    this.#values = { ...row };
    this.#changed = new Set();
    this.#isStored = true;
  }

  /** @param values what a new record starts with */
  clear(values: Values): void {
    this.#values = { ...values };
    this.#changed = new Set();
    this.#isStored = false;
  }

  /** The values stay, and stand for no row any more. */
  detach(): void {
    this.#isStored = false;
  }

  /**
   * The column of this name; undefined where no instance has one.
   * @fact A column that an instance may have and the sandbox lacks, in a script | an error with its name | documented |
   *   no behaviour of an instance: the sandbox's own
   * @throws Error of the script
   */
  column(name: string): Column | undefined {
    const column = this.definition?.columns.get(name);
    const isAbsent = column === undefined && isAbsentColumn(this, this.table, name);
    if (isAbsent) throw notImplemented(this.session, `the column ${this.table}.${name}`);
    return column;
  }

  isA(table: string, ancestor: string): boolean {
    if (table === ancestor) return true;
    const parent = this.session.table(table)?.parent ?? null;
    return parent !== null && this.isA(parent, ancestor);
  }

  read(field: string): string {
    return this.#values[field] ?? '';
  }

  write(field: string, value: unknown): void {
    const column = this.column(field);
    if (column === undefined) return;
    const stored = toStored(value, column);
    if (column.type === 'password2' && stored !== '' && !isEncrypted(stored)) {
      // @fact Clear text that a script gives to a password2 column by `setValue` or `=` | is stored as it is, logs
      // `expecting encrypted data`, and decrypts to nothing | belief | only the message is known
      const where = `${this.table}.${field}`;
      this.session.instance.log('error', this.session.scope, `${where}: expecting encrypted data`);
    }
    this.#values[field] = stored;
    this.#changed.add(field);
  }

  /** The record that a reference points to; an empty one when it points to none. */
  related(column: Column): RecordFields {
    const sysId = this.read(column.name);
    const known = this.#related.get(column.name);
    if (known !== undefined && known.read('sys_id') === sysId) return known;
    const fields = new RecordFields(this.session, column.reference ?? '', this.#asRecord);
    const row = rowOf(this.session, fields.table, sysId);
    if (row !== null) fields.load(row);
    this.#related.set(column.name, fields);
    return fields;
  }

  /** The `GlideRecord` that a script gets for these fields. */
  record(): object {
    return this.#asRecord(this);
  }
}
