/** A change as the decision sees it, in Node and in ServiceNow. */

/**
 * What the decision reads of a change request. Raw values, as the Table API's `value` gives them; `null` where there
 * is no usable one: the column does not exist, an ACL hides it, or it holds something else than it should.
 */
export interface ChangeSnapshot {
  readonly number: string;
  /** State value, e.g. `-5` for New. */
  readonly state: string;
  /** State as people see it, e.g. `New`; custom models have states of their own. */
  readonly stateLabel: string;
  /** `false` once the change has ended, in whichever state its model ends. */
  readonly active: boolean | null;
  /** `not requested`, `requested`, `approved`, `rejected`, `not_required` ... */
  readonly approval: string | null;
  readonly onHold: boolean | null;
  /** Empty where there is none, or none to see. */
  readonly onHoldReason: string;
  /** `Not Run`, `Conflict`, `No Conflict`; empty where the instance has no conflict detection. */
  readonly conflictStatus: string | null;
  /** Planned start and end, UTC `yyyy-MM-dd HH:mm:ss`; empty when the change has none. */
  readonly plannedStart: string | null;
  readonly plannedEnd: string | null;
  /**
   * State values in which the change's model lets it be implemented; left out where the policy does not ask
   * for them, and empty where the model names none.
   */
  readonly modelStates?: readonly string[] | null;
}

/** A column that holds true or false, as either engine writes it: `true`, `1`; `null` for anything else. */
export function flagOf(text: string | null): boolean | null {
  const flag = (text ?? '').toLowerCase();
  if (flag === 'true' || flag === '1') return true;
  return flag === 'false' || flag === '0' ? false : null;
}

/** Whether this is a time as ServiceNow writes it, so that it compares as text. */
export function isTime(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text);
}
