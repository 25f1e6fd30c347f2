/** What the imported app has recorded of a change, and what an approval policy has made of it. */
import { type Database, displayValue, type Row } from '../../servicenow/index.ts';
import type { EvidenceView } from '../protocol.ts';
import { appTable } from './registrations.ts';

const EVIDENCE = 'Change evidence';

/** @returns null for a change without evidence, and before the app is imported */
export function evidenceOf(database: Database, change: Row): EvidenceView | null {
  const table = appTable(database, EVIDENCE);
  // The column of the change has the name of the table, as the app's scope begins both.
  const row = table === undefined ? null : database.get(table, change[table] ?? '');
  if (table === undefined || row === null) return null;
  const shown = (name: string) => shownIn(database, table, row, name);
  const counted = (status: string, words: string) => (row[status] === 'complete' ? words : shown(status));
  return {
    status: shown('status'),
    facts: [
      ['Tests', counted('tests_status', `${row.tests_total}, ${row.tests_failed} failed`)],
      ['Coverage', counted('coverage_status', `${row.code_coverage} % of lines`)],
      [
        'Findings',
        counted(
          'security_status',
          `${row.findings_critical} critical, ${row.findings_high} high, ${row.findings_medium} medium`,
        ),
      ],
      [
        'Commits',
        row.changes_status === 'known'
          ? `${row.total_num_of_commits}, ${shown('direction').toLowerCase()}`
          : shown('changes_status'),
      ],
      ['Back to', row.base_change || (row.base_commit ?? '').slice(0, 12)],
    ],
    rules: rulesOf(database, change.sys_id ?? ''),
  };
}

/** The decisions of approval policies that applied, oldest first: `Clean evidence: Approved by rule`. */
function rulesOf(database: Database, change: string): string[] {
  const applied = database.query('chg_policy_applied', `change_request=${change}`).map((row) => {
    const rule = database.get('sys_decision_question', row.sys_decision_question ?? '')?.label;
    return `${rule}: ${database.get('chg_approval_def', row.chg_policy_action ?? '')?.name}`;
  });
  return [...new Set(applied)];
}

function shownIn(database: Database, table: string, row: Row, name: string): string {
  const column = database.table(table)?.columns.get(name);
  return column === undefined ? '' : displayValue(database, row, column);
}
