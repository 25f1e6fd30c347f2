/**
 * Which state may follow which.
 * @fact States of a change, by its type | Normal: all; Standard: without Assess and Authorize; Emergency: without Assess |
 *   documented | c_ChangeStateModel
 * @fact Going back to New | possible while a normal or an emergency change waits for approval | documented |
 *   c_ChangeStateModel
 * @fact Canceling a change | not from Review, nor once it is Closed | documented | c_ChangeStateModel
 */

export const STATE = {
  new: '-5',
  assess: '-4',
  authorize: '-3',
  scheduled: '-2',
  implement: '-1',
  review: '0',
  closed: '3',
  canceled: '4',
} as const;

type Transitions = Readonly<Record<string, readonly string[]>>;

const FROM_SCHEDULED: Transitions = {
  [STATE.scheduled]: [STATE.implement, STATE.canceled],
  [STATE.implement]: [STATE.review, STATE.canceled],
  [STATE.review]: [STATE.closed],
};

const TRANSITIONS: Readonly<Record<string, Transitions>> = {
  normal: {
    [STATE.new]: [STATE.assess, STATE.canceled],
    [STATE.assess]: [STATE.authorize, STATE.new, STATE.canceled],
    [STATE.authorize]: [STATE.scheduled, STATE.new, STATE.canceled],
    ...FROM_SCHEDULED,
  },
  emergency: {
    [STATE.new]: [STATE.authorize, STATE.canceled],
    [STATE.authorize]: [STATE.scheduled, STATE.new, STATE.canceled],
    ...FROM_SCHEDULED,
  },
  standard: {
    [STATE.new]: [STATE.scheduled, STATE.canceled],
    ...FROM_SCHEDULED,
  },
};

export function mayFollow(type: string, from: string, to: string): boolean {
  return TRANSITIONS[type]?.[from]?.includes(to) ?? false;
}

/** Whether a change in this state waits for its approvers. */
export function awaitsApproval(state: string | undefined): boolean {
  return state === STATE.assess || state === STATE.authorize;
}
