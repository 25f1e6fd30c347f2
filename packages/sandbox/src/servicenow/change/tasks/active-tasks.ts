import type { Database, Row } from '../../database/database.ts';

/** The tasks of a change that are neither closed nor canceled. @param change its sys_id */
export function activeTasks(database: Database, change: string): Row[] {
  return database.query('change_task', `change_request=${change}^active=true`);
}

export function hasActiveTasks(database: Database, change: string): boolean {
  return activeTasks(database, change).length > 0;
}
