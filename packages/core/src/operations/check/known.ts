/** What is known of a change before it is there. */
import { STATE } from '../../decision.ts';
import type { Fields } from '../../inputs/fields.ts';
import type { Known } from '../../servicenow/condition.ts';
import { TABLE_OF } from '../../servicenow/records.ts';
import type { OpenPlan } from '../open/plan.ts';
import { isGiven } from './asked-plan.ts';

/**
 * What is known of a change in a state: what was sent, and what every new change is.
 * @param more what else is known of it, by column
 */
export function knownOf(
  wanted: OpenPlan['wanted'],
  state: string,
  more: Readonly<Record<string, string>> = {},
): (column: string) => Known {
  const always: Readonly<Record<string, string>> = {
    state,
    active: String(state !== STATE.closed),
    ...(state === STATE.new && { approval: 'not requested', on_hold: 'false' }),
    ...more,
  };
  return fieldsOf({ ...wanted, ...always });
}

/** What is known of a record by what is sent. */
export function fieldsOf(fields: Fields): (column: string) => Known {
  return (column) => {
    const value = fields[column];
    if (!isGiven(value)) return undefined;
    // It is sent as a sys_id, however it is given.
    return TABLE_OF[column] === undefined ? { value: String(value) } : 'filled';
  };
}
