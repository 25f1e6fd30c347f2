/** The imported app's registrations and delivery attempts, read from its tables: none before it is imported. */
import type { Database, Row } from '../../servicenow/index.ts';
import type { AttemptView, RegistrationView } from '../protocol.ts';

export const REGISTRATION = 'x_change_gate_registration';
export const DELIVERY = 'x_change_gate_delivery';

/** Reads the registrations of a change with their delivery attempts, oldest first. */
export function registrationsOf(database: Database, change: string): RegistrationView[] {
  if (database.table(REGISTRATION) === undefined) return [];
  return database.query(REGISTRATION, `change=${change}`).map((row) => ({
    id: row.sys_id ?? '',
    ci: row.ci ?? '',
    build: row.build_id ?? '',
    registered: row.sys_created_on ?? '',
    status: row.status ?? '',
    decision: row.decision ?? '',
    reason: row.reason ?? '',
    decidedAt: row.decided_at ?? '',
    deadline: row.deadline ?? '',
    nextAttempt: row.next_attempt ?? '',
    endedAt: row.ended_at ?? '',
    attempts: attemptsOf(database, row),
  }));
}

/** Maps each registered build, by its `buildKey`, to the number of the change that it waits for. */
export function changesByBuild(database: Database): Map<string, string> {
  if (database.table(REGISTRATION) === undefined) return new Map();
  return new Map(database.query(REGISTRATION).map((row) => [buildKey(row), row.change_number ?? '']));
}

export function buildKey({ ci = '', build_id: build = '' }: Row): string {
  return `${ci} ${build}`;
}

function attemptsOf(database: Database, { sys_id: registration }: Row): AttemptView[] {
  return database
    .query(DELIVERY, `registration=${registration}`)
    .map((row) => ({
      attempt: Number(row.attempt),
      started: row.started ?? '',
      finished: row.finished ?? '',
      outcome: row.outcome ?? '',
      answer: row.answer ?? '',
    }))
    .sort((a, b) => a.attempt - b.attempt);
}
