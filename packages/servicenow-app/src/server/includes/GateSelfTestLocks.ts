/** The self-test's locks: of two nodes that insert the same claim, the database must let one. */
import * as GateFinding from './GateFinding.ts';
import * as GateTime from './GateTime.ts';

interface Lock {
  readonly table: string;
  readonly column: string;
  /** What follows where the column is not unique, and what is done about it before the column is mended. */
  readonly consequence: string;
  readonly first: string;
}

const TOLD_TWICE = {
  consequence: 'a CI may be told twice',
  first: 'Switch off every row of "CI servers", delete',
};
const RECORDED_TWICE = { consequence: 'the same evidence may be recorded twice', first: 'Delete' };

/** The columns whose uniqueness keeps two nodes of the instance from doing the same. */
const LOCKS: readonly Lock[] = [
  Object.assign({ table: 'x_change_gate_registration', column: 'active_key' }, TOLD_TWICE),
  Object.assign({ table: 'x_change_gate_delivery', column: 'claim' }, TOLD_TWICE),
  Object.assign({ table: 'x_change_gate_report', column: 'claim' }, TOLD_TWICE),
  Object.assign({ table: 'x_change_gate_evidence', column: 'digest' }, RECORDED_TWICE),
  Object.assign({ table: 'x_change_gate_evidence_item', column: 'claim' }, RECORDED_TWICE),
];

const PREFIX = 'self-test ';

/** A row of the self-test that is older was left behind by a node that died. */
const LEFT_BEHIND_SECONDS = 60 * 60;

/** A claim that nobody else makes: another self-test may run at the same moment. */
export function claim(): string {
  return `${PREFIX}${GateTime.milliseconds()} ${Math.random()}`.substring(0, 64);
}

/** A part for each lock. */
export function parts(): GateFinding.Part[] {
  return LOCKS.map((lock) => ({
    id: `self-test.lock.${lock.table.replace(/^x_change_gate_/, '')}`,
    title: `A second row of ${lock.table} with the same ${lock.column}`,
    look: () => tried(lock),
  }));
}

function tried({ table, column, consequence, first: before }: Lock): GateFinding.Seen {
  // Without its column, a query for a claim finds all rows: nothing is inserted, and nothing deleted.
  if (!new GlideRecord(table).isValidField(column))
    return GateFinding.broken(
      `This instance has no column ${column} in ${table}, so two nodes may do the same, and ${consequence}.`,
      'Switch off every row of "CI servers", and commit the update set again.',
      'ServiceNow admin',
    );
  deleteLeftBehind(table, column);
  const value = claim();
  try {
    if (insert(table, column, value) === null)
      return GateFinding.uncertain(
        'It could not be tried, as the instance took no first one: whether two nodes may do the same is not known.',
        "Look into the instance's system log, which says why it refused the row.",
        'ServiceNow admin',
      );
    const second = insert(table, column, value);
    if (second === null && count(table, column, value) === 1)
      return GateFinding.holds('The instance refuses it.');
    return GateFinding.broken(
      `The instance takes it, so two nodes may do the same, and ${consequence}.`,
      `${before} rows of ${table} that have the same ${column}, and make the column unique (System Definition > Dictionary).`,
      'ServiceNow admin',
    );
  } finally {
    const rows = queried(table, column, value);
    while (rows.next()) if (rows.getValue(column) === value) rows.deleteRecord();
  }
}

function insert(table: string, column: string, value: string): string | null {
  const row = new GlideRecord(table);
  row.initialize();
  row.setValue(column, value);
  // Nobody works on a registration that has ended.
  if (column === 'active_key') {
    row.setValue('status', 'withdrawn');
    row.setValue('ended_as', 'withdrawn');
  }
  try {
    return row.insert();
  } catch (error) {
    gs.warn(`Change Gate: ${table} took no second row with the same ${column}: ${error}`);
    return null;
  }
}

function count(table: string, column: string, value: string): number {
  const rows = queried(table, column, value);
  let found = 0;
  while (rows.next()) found += 1;
  return found;
}

function queried(table: string, column: string, value: string): GlideRecord {
  const rows = new GlideRecord(table);
  rows.addQuery(column, value);
  rows.query();
  return rows;
}

function deleteLeftBehind(table: string, column: string): void {
  const rows = new GlideRecord(table);
  rows.addQuery(column, 'STARTSWITH', PREFIX);
  rows.query();
  const longAgo = GateTime.fromNow(-LEFT_BEHIND_SECONDS).getValue();
  while (rows.next()) {
    const isOurs = (rows.getValue(column) ?? '').indexOf(PREFIX) === 0;
    if (isOurs && (rows.getValue('sys_created_on') ?? '') < longAgo) rows.deleteRecord();
  }
}
