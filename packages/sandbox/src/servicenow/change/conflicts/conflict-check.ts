import type { Clock } from '../../../clock.ts';
import type { Database, Row } from '../../database/database.ts';
import { formatDateTime } from '../../time/date-time.ts';
import { BLACKOUT, LOCKDOWN, schedulesAt } from './blackouts.ts';
import { holdOfLockdown, INSIDE_LOCKDOWN } from './lockdown.ts';

const SYSTEM = 'system';
const CHECKED_FIELDS = ['cmdb_ci', 'start_date', 'end_date'];

/** Whether a change can be checked: it needs a configuration item and a planned window. */
export function isCheckable(change: Row): boolean {
  return CHECKED_FIELDS.every((field) => change[field]);
}

/**
 * Finds the conflicts of a change and stores them: rows of `conflict`, `conflict_status` and `conflict_last_run`.
 */
export function checkConflicts(database: Database, clock: Clock, change: Row): void {
  const { sys_id: sysId = '', cmdb_ci: ci = '' } = change;
  for (const { sys_id: old = '' } of database.query('conflict', `change=${sysId}`)) {
    database.delete('conflict', old, SYSTEM);
  }
  const conflicts = conflictsOf(database, change);
  for (const conflict of conflicts) {
    database.insert('conflict', { change: sysId, configuration_item: ci, ...conflict }, SYSTEM);
  }
  const result = {
    conflict_status: conflicts.length > 0 ? 'Conflict' : 'No Conflict',
    conflict_last_run: formatDateTime(clock.now()),
    ...holdOfLockdown(database, change, conflicts),
  };
  database.update('change_request', sysId, result, SYSTEM);
}

/** Checks all active changes, as enforcing a lockdown does. */
export function checkActiveChanges(database: Database, clock: Clock): void {
  for (const change of database.query('change_request', 'active=true')) {
    if (isCheckable(change)) checkConflicts(database, clock, change);
  }
}

/**
 * Checks a change whenever its configuration item or planned window is set.
 * @fact Conflict detection | needs a CI, a planned start and a planned end; runs when one of them changes, here at once |
 *   documented | c_ConflictDetection: asynchronously
 */
export function refreshConflicts(database: Database, clock: Clock): void {
  database.after(({ table, previous, next }) => {
    if (table !== 'change_request' || next === null || !isCheckable(next)) return;
    if (!CHECKED_FIELDS.some((field) => next[field] !== previous?.[field])) return;
    if (!isOn(database, 'refresh.conflicts')) return;
    // As it is now: an earlier listener may have written to it.
    const now = database.get('change_request', next.sys_id ?? '');
    if (now !== null && now.active === 'true') checkConflicts(database, clock, now);
  });
}

/**
 * What stands in a change's way, as fields of `conflict`. In basic mode: neither affected items nor parents and
 * children are looked at.
 */
function conflictsOf(database: Database, change: Row): Row[] {
  const ci = database.get('cmdb_ci', change.cmdb_ci ?? '');
  if (ci === null) return [];
  const window = { start: change.start_date ?? '', end: change.end_date ?? '' };
  const others = isOn(database, 'currentci') ? otherChanges(database, change) : [];
  const blackouts = isOn(database, 'blackout') ? schedulesAt(database, BLACKOUT, ci, window) : [];
  const lockdowns = isOn(database, 'lockdown') ? schedulesAt(database, LOCKDOWN, ci, window) : [];
  return [
    ...others.map((other) => ({ type: 'ci_already_scheduled', conflicting_change: other })),
    ...blackouts.map((schedule) => ({ type: 'blackout', schedule })),
    ...lockdowns.map((schedule) => ({ type: INSIDE_LOCKDOWN, schedule })),
  ];
}

/** @returns sys_ids of other active changes of the same item at the same time */
function otherChanges(database: Database, change: Row): string[] {
  const { sys_id: sysId, cmdb_ci: ci, start_date: start = '', end_date: end = '' } = change;
  return database
    .query('change_request', `cmdb_ci=${ci}^active=true^sys_id!=${sysId}`)
    .filter(isCheckable)
    .filter((other) => (other.start_date ?? '') < end && start < (other.end_date ?? ''))
    .map((other) => other.sys_id ?? '');
}

/** Which checks are made (ServiceNow docs, configure-conflict-properties). */
function isOn(
  database: Database,
  check: 'currentci' | 'blackout' | 'lockdown' | 'refresh.conflicts',
): boolean {
  return database.property(`change.conflict.${check}`) === 'true';
}
