import { type SettingsSource, userTime } from '../time/time-settings.ts';
import type { UserTime } from '../time/user-time.ts';

/** Who asks, and when: what `javascript:` and relative times in a query depend on. */
export interface QuerySession {
  readonly now: Date;
  readonly time: UserTime;
  /** undefined where nobody asks: for a rule's condition */
  readonly user: QueryUser | undefined;
  /** sys_ids of the groups that the user is a member of. */
  groups(): readonly string[];
}

export interface QueryUser {
  readonly userName: string;
  readonly sysId: string;
}

/** What a session needs of the database. */
export interface SessionSource extends SettingsSource {
  query(table: string, query: string): readonly Readonly<Record<string, string>>[];
}

export function querySession(database: SessionSource, now: Date, user: QueryUser | undefined): QuerySession {
  return {
    now,
    time: userTime(database, user?.userName ?? ''),
    user,
    groups: () => database.query('sys_user_grmember', `user=${user?.sysId}`).map(({ group = '' }) => group),
  };
}
