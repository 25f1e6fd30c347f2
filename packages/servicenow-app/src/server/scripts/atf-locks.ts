import * as GateTime from '../includes/GateTime.ts';

const TOLD_TWICE = 'a CI may be told twice. An admin has to switch off every row of "CI servers", to';
const RECORDED_TWICE = 'the same evidence may be recorded twice. An admin has to';

/** The columns whose uniqueness keeps two nodes of the instance from doing the same, and what follows where they do. */
const LOCKS = [
  ['x_change_gate_registration', 'active_key', TOLD_TWICE],
  ['x_change_gate_delivery', 'claim', TOLD_TWICE],
  ['x_change_gate_report', 'claim', TOLD_TWICE],
  ['x_change_gate_evidence', 'digest', RECORDED_TWICE],
  ['x_change_gate_evidence_item', 'claim', RECORDED_TWICE],
] as const;

function insert(table: string, column: string, value: string): string | null {
  const row = new GlideRecord(table);
  row.initialize();
  row.setValue(column, value);
  // Nobody works on a registration that has ended.
  if (column === 'active_key') row.setValue('ended_as', 'withdrawn');
  try {
    return row.insert();
  } catch (error) {
    gs.warn(`Change Gate: ${table} took no second row with the same ${column}: ${error}`);
    return null;
  }
}

function secondInsert(table: string, column: string, consequence: string): string {
  const value = `test of locks ${GateTime.milliseconds()}`;
  if (insert(table, column, value) === null)
    return `could not be tried, as the instance took no first one: whether two nodes may do the same is not known. The instance's system log says why; an admin of the instance can read it.`;
  const second = insert(table, column, value);
  const rows = new GlideRecord(table);
  rows.addQuery(column, value);
  rows.query();
  let stored = 0;
  while (rows.next()) stored += 1;
  rows.deleteMultiple();
  if (second === null && stored === 1) return 'is refused';
  return `is taken, so two nodes may do the same, and ${consequence} delete rows that have the same ${column}, and to make the column unique (System Definition > Dictionary).`;
}

LOCKS.forEach(([table, column, consequence]) => {
  assertEqual({
    name: `A second row of ${table} with the same ${column}`,
    shouldbe: 'is refused',
    value: secondInsert(table, column, consequence),
  });
});
