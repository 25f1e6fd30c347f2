import type { Database, Row } from '../../database/database.ts';

/** `conflict.type` of what is planned inside a change lockdown. */
export const INSIDE_LOCKDOWN = 'inside_change_lockdown';

/** What the reason of such a hold begins with. */
const REASON = 'Change lockdown: ';

/**
 * What a conflict check writes into a change, because of the lockdowns in its way.
 * @fact A change that is planned inside a change lockdown | is put on hold as soon as a conflict check finds it, even in
 *   New; planned for another time, it goes on; one that was on hold before stays so | documented |
 *   lockdown-conflict-detection, change-lockdown (Brazil); the words of the reason: belief
 * @param conflicts what the check found, as fields of `conflict`
 */
export function holdOfLockdown(database: Database, change: Row, conflicts: readonly Row[]): Row {
  const lockdown = conflicts.find(({ type }) => type === INSIDE_LOCKDOWN);
  const isHeld = change.on_hold === 'true';
  if (lockdown === undefined) {
    return isHeld && change.on_hold_reason?.startsWith(REASON) ? { on_hold: 'false' } : {};
  }
  if (isHeld || change.active !== 'true') return {};
  const name = database.get('cmn_schedule', lockdown.schedule ?? '')?.name ?? '';
  return { on_hold: 'true', on_hold_reason: REASON + name };
}
