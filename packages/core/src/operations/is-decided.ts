import type { Change } from '../servicenow/change.ts';
import { isAheadOfApproval, UNDECIDED } from './close/implementation.ts';

/**
 * Whether people have decided it, or may have: only then can a build have deployed. An approval that cannot be read counts, and
 * so do a later state, which alone lets a build go on under `approval-policy: state`, and an emergency that was let pass.
 */
export function isDecided(change: Change): boolean {
  const { approval, state, type, workStart } = change;
  if (isAheadOfApproval(change) || (type === 'emergency' && workStart === null)) return true;
  const isOpen = approval !== null && approval !== 'approved' && approval !== 'rejected';
  return !isOpen || !UNDECIDED.includes(state);
}
