/** The imported app's registrations and delivery attempts, read from its tables: none before it is imported. */
import type { Database, Row } from '../../servicenow/index.ts';
import type { AttemptView, RegistrationView } from '../protocol.ts';

/** The app's tables by their labels: the names begin with the scope that the app was built under. */
export const REGISTRATION = 'Gate registration';
export const DELIVERY = 'Gate delivery';

/**
 * Finds the app's table with this label.
 * @returns its name; undefined before the app is imported
 */
export function appTable(database: Database, label: string): string | undefined {
  return database.tables().find((table) => table.label === label)?.name;
}

/** Reads one registration. */
export function registrationWith(database: Database, sysId = ''): Row | null {
  const table = appTable(database, REGISTRATION);
  return table === undefined ? null : database.get(table, sysId);
}

/** Reads the registrations of a change with their delivery attempts, oldest first. */
export function registrationsOf(database: Database, change: string): RegistrationView[] {
  const table = appTable(database, REGISTRATION);
  if (table === undefined) return [];
  return database.query(table, `change=${change}`).map((row) => ({
    id: row.sys_id ?? '',
    ci: row.ci ?? '',
    build: row.build_id ?? '',
    registered: row.sys_created_on ?? '',
    status: row.status ?? '',
    decision: row.decision ?? '',
    reason: row.reason ?? '',
    states: (row.proceed_states ?? '').split(/[\s,]+/),
    decidedAt: row.decided_at ?? '',
    deadline: row.deadline ?? '',
    // Where nothing is due any more, the column still has the time of the last attempt that was.
    nextAttempt: row.status === 'due' ? (row.next_attempt ?? '') : '',
    lastOutcome: row.last_outcome ?? '',
    lastAnswer: row.last_answer ?? '',
    endedAt: row.ended_at ?? '',
    attempts: attemptsOf(database, row),
  }));
}

/** Maps each registered build, by its `buildKey`, to the number of the change that it waits for. */
export function changesByBuild(database: Database): Map<string, string> {
  const table = appTable(database, REGISTRATION);
  if (table === undefined) return new Map();
  return new Map(database.query(table).map((row) => [buildKey(row), row.change_number ?? '']));
}

export function buildKey({ ci = '', build_id: build = '' }: Row): string {
  return `${ci} ${build}`;
}

function attemptsOf(database: Database, { sys_id: registration }: Row): AttemptView[] {
  const table = appTable(database, DELIVERY);
  if (table === undefined) return [];
  return database
    .query(table, `registration=${registration}`)
    .map((row) => ({
      attempt: Number(row.attempt),
      started: row.started ?? '',
      finished: row.finished ?? '',
      outcome: row.outcome ?? '',
      answer: row.answer ?? '',
    }))
    .sort((a, b) => a.attempt - b.attempt);
}
