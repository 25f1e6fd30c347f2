import type { Database, Row } from '../database/database.ts';
import { changeLimits } from './change-limits.ts';
import { difference, type Interval, intersection, union } from './intervals.ts';

const DAY = 86_400_000;

export interface SlotRequest {
  /** Row of `cmdb_ci`. */
  readonly ci: Row;
  /** The change that looks for a time; its own window is not in its way. */
  readonly change?: Row;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly seconds: number;
}

/** How far ahead a slot is looked for (ServiceNow docs, configure-conflict-properties). */
export function daysAhead(database: Database): number {
  return Number(database.property('change.conflict.next_available.schedule_window'));
}

/**
 * When a configuration item could be changed without a conflict: the earliest slot in each stretch of time that
 * is free for long enough.
 */
export function availableSlots(database: Database, request: SlotRequest): Interval[] {
  const { ci, change, from, seconds } = request;
  const { blackouts, maintenance, changes } = changeLimits(database, ci, change);
  const ahead: Interval[] = [{ start: from, end: from + daysAhead(database) * DAY }];
  const allowed = maintenance.reduce((left, { entries }) => intersection(left, union(entries)), ahead);
  const taken = [...blackouts.flatMap(({ entries }) => entries), ...changes.map(({ window }) => window)];
  return difference(allowed, taken)
    .filter(({ start, end }) => end - start >= seconds * 1000)
    .toSorted((a, b) => a.start - b.start)
    .map(({ start }) => ({ start, end: start + seconds * 1000 }))
    .slice(0, Number(database.property('change.conflict.next_available.choice_limit')));
}
