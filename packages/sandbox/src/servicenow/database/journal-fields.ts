import type { Database, Row } from './database.ts';

/**
 * Stores what is written into journal columns (`work_notes`, `comments`) as rows of `sys_journal_field`.
 * @fact Text in a journal column | is a row of `sys_journal_field`; the column itself reads empty |
 *   documented | change-management-api, samples
 */
export function fileJournalFields(database: Database): void {
  database.after(({ table, next, actor }) => {
    if (next === null || table === 'sys_journal_field') return;
    for (const column of database.table(table)?.columns.values() ?? []) {
      const value = next[column.name] ?? '';
      if (column.type !== 'journal_input' || value === '') continue;
      const entry = { name: table, element: column.name, element_id: next.sys_id ?? '', value };
      database.insert('sys_journal_field', entry, actor);
    }
  });
}

/** The entries of one journal column of one row, newest first. */
export function journalEntries(database: Database, element: string, sysId: string): Row[] {
  const entries = database.query('sys_journal_field', `element_id=${sysId}^element=${element}`);
  return entries.reverse();
}
