import type { Change } from '../servicenow/change.ts';

/** `It is on hold: the reason.`, for a message about a change that does not move; empty where it is not on hold. */
export function holdWords({ onHold, onHoldReason }: Change): string {
  if (!onHold) return '';
  return onHoldReason === '' ? 'It is on hold.' : `It is on hold: ${onHoldReason}.`;
}
