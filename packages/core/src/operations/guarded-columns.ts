/** Columns that data may not hold, because what they say decides whether the gate opens, and who decides it. */
import type { DisplayName } from '../adapter.ts';
import { invalidInput } from '../errors.ts';
import type { Fields } from '../inputs/fields.ts';

const GUARDED: Readonly<Record<string, string>> = {
  approval: 'people approve a change in ServiceNow, never the pipeline that waits for it',
  conflict_status: 'ServiceNow looks for conflicts itself',
  correlation_display: 'it is kept for what the gate itself leaves with the change',
  correlation_id: 'it is the key of the gate, by which each step finds its change',
};

/** Who is asked depends on them, so they cannot change under an approval. */
const GUARDED_ONCE_OPENED: Readonly<Record<string, string>> = {
  ...GUARDED,
  state: 'the step itself moves the change',
  type: 'who approves a change follows from it, so only open sets it',
  chg_model: 'who approves a change follows from it, so only open sets it',
};

/**
 * Refuses data that would decide in the place of people.
 * @param isOpened whether the data is for a change that exists
 * @throws GateError INVALID_INPUT naming each such column
 */
export function refuseGuardedColumns(data: Fields, isOpened: boolean, displayName: DisplayName): void {
  const guarded = isOpened ? GUARDED_ONCE_OPENED : GUARDED;
  const problems = Object.keys(data)
    .filter((column) => Object.hasOwn(guarded, column))
    .map((column) => `${column} cannot be set (${guarded[column]})`);
  if (releasesHold(data.on_hold)) {
    problems.push('on_hold cannot be taken back (whoever put the change on hold releases it in ServiceNow)');
  }
  if (problems.length > 0) throw invalidInput([`${displayName('data')}: ${problems.join('; ')}`]);
}

function releasesHold(onHold: unknown): boolean {
  return onHold !== undefined && String(onHold) !== 'true';
}
