import type { Clock } from '../../clock.ts';
import type { Database, Row } from '../database/database.ts';
import { userNamed } from '../sign-in/auth.ts';
import { formatDateTime } from '../time/date-time.ts';

/**
 * Adds the rule that fills what every new task has: who opened it and when, and its effective number.
 * @fact `opened_at`, `opened_by` and `task_effective_number` of a new task | are filled unless the client
 *   does | third party | transcripts
 */
export function taskDefaults(database: Database, clock: Clock): void {
  database.before(({ table, operation, next, actor }) => {
    if (operation !== 'insert' || next === null || !database.isA(table, 'task')) return;
    next.opened_at ||= formatDateTime(clock.now());
    next.opened_by ||= userNamed(database, actor)?.sys_id ?? '';
    next.task_effective_number = next.number ?? '';
  });
}

/** Adds the rule *Task Active State Management*: a task is active until it enters a final state. */
export function taskActivity(database: Database): void {
  database.before(({ table, previous, next }) => {
    if (next === null || next.state === previous?.state || !database.isA(table, 'task')) return;
    if (isFinal(database, table, next)) next.active = 'false';
    else if (previous !== null) next.active = 'true';
  });
}

/** Whether a task's state is one that ends it. */
export function isFinal(database: Database, table: string, { state = '' }: Row): boolean {
  return database.table(table)?.columns.get('state')?.closeStates.includes(state) ?? false;
}
