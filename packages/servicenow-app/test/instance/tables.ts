/** The tables of the tests' instance: rows in memory, by the rules of the database that the app relies on. */

export type Row = Record<string, string>;

/** A write that is about to happen; whoever looks may change other rows, or refuse it by `false`. */
export type WriteHook = (table: string, sysId: string, row: Readonly<Row>) => boolean | undefined;

/** Columns that take a value once, without regard to case: some databases compare so. */
const UNIQUE: Readonly<Record<string, string>> = {
  x_change_gate_registration: 'active_key',
  x_change_gate_delivery: 'claim',
  x_change_gate_report: 'claim',
  x_change_gate_evidence: 'digest',
  x_change_gate_evidence_item: 'claim',
  x_change_gate_self_test: 'finding',
};

export class Tables {
  /** Told of each insert and update; called once for each. */
  beforeWrite: WriteHook = () => undefined;
  readonly #rows = new Map<string, Map<string, Row>>();
  #created = 0;
  readonly #now: () => string;

  constructor(now: () => string) {
    this.#now = now;
  }

  all(table: string): Row[] {
    return [...this.#of(table).values()];
  }

  get(table: string, sysId: string): Row | undefined {
    return this.#of(table).get(sysId);
  }

  /** @returns the row's sys_id; `null` when its unique value is taken, or the write was refused */
  insert(table: string, fields: Readonly<Row>, user: string): string | null {
    this.#created += 1;
    const sysId = fields.sys_id ?? this.#created.toString(16).padStart(32, '0');
    const now = this.#now();
    const row = { sys_created_on: now, sys_created_by: user, ...fields, sys_id: sysId, sys_updated_on: now };
    if (this.beforeWrite(table, sysId, row) === false || this.#isTaken(table, row)) return null;
    this.#of(table).set(sysId, row);
    return sysId;
  }

  /** @returns whether it was written */
  update(table: string, sysId: string, fields: Readonly<Row>): boolean {
    if (this.beforeWrite(table, sysId, fields) === false) return false;
    const row = this.get(table, sysId);
    if (row === undefined || this.#isTaken(table, { ...fields, sys_id: sysId })) return false;
    Object.assign(row, fields, { sys_updated_on: this.#now() });
    return true;
  }

  delete(table: string, sysId: string): boolean {
    return this.#of(table).delete(sysId);
  }

  /** A row's value; `change.start_date` is that of the change that it refers to, unless the row says so itself. */
  value(row: Readonly<Row>, column: string): string {
    if (row[column] !== undefined) return row[column];
    const [reference = '', walked] = column.split('.');
    if (walked === undefined) return '';
    return this.get('change_request', row[reference] ?? '')?.[walked] ?? '';
  }

  #of(table: string): Map<string, Row> {
    const rows = this.#rows.get(table) ?? new Map<string, Row>();
    this.#rows.set(table, rows);
    return rows;
  }

  #isTaken(table: string, row: Readonly<Row>): boolean {
    const column = UNIQUE[table];
    if (column === undefined || row[column] === undefined) return false;
    const same = (other: Row) =>
      other.sys_id !== row.sys_id && other[column]?.toLowerCase() === row[column]?.toLowerCase();
    return this.all(table).some(same);
  }
}
