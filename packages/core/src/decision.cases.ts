/**
 * The decision's table of cases, as data: the same cases run here in Node, and in `test/` against the script
 * that the update set carries into ServiceNow.
 */
import type { ChangeSnapshot, Decision, Policy } from './decision.ts';

export interface DecisionCase {
  readonly name: string;
  /** What differs from a normal change in Assess whose approval is requested; `null`: the change is gone. */
  readonly change: Partial<ChangeSnapshot> | null;
  readonly policy?: Partial<Policy>;
  readonly decision: Decision;
  readonly reason: string;
}

/** The time of every case. */
export const NOW = '2026-03-02 12:00:00';

export const BASE_CHANGE: ChangeSnapshot = {
  number: 'CHG0030001',
  state: '-4',
  stateLabel: 'Assess',
  active: true,
  approval: 'requested',
  onHold: false,
  onHoldReason: '',
  conflictStatus: 'Not Run',
  plannedStart: '',
  plannedEnd: '',
};

const IMPLEMENT = { state: '-1', stateLabel: 'Implement', approval: 'approved' };
const SCHEDULED = { state: '-2', stateLabel: 'Scheduled', approval: 'approved' };
const NOT_CHECKED =
  'has not been checked for schedule conflicts (conflict_status): give it a configuration item and planned dates, and run Check Conflicts on it';
const unread = (columns: string) =>
  `cannot be decided, as ${columns} could not be read (no such column, no usable value, or hidden by an ACL): let the integration user read it`;
const LATER = '2026-03-02 18:00:00';
const EARLIER = '2026-03-02 06:00:00';

export const DECISION_CASES: readonly DecisionCase[] = [
  {
    name: 'a new change that nobody submitted is pending',
    change: { state: '-5', stateLabel: 'New', approval: 'not requested' },
    decision: 'pending',
    reason: 'is in New: approval has not been requested',
  },
  {
    name: 'a change in Assess is pending',
    change: {},
    decision: 'pending',
    reason: 'is in Assess: not approved yet',
  },
  {
    name: 'a change in Assess that nobody has been asked about yet is pending',
    change: { approval: 'not requested' },
    decision: 'pending',
    reason: 'is in Assess: not approved yet',
  },
  {
    name: 'a change in Authorize that was approved in Assess is pending',
    change: { state: '-3', stateLabel: 'Authorize', approval: 'approved' },
    decision: 'pending',
    reason: 'is in Authorize: not approved yet',
  },
  {
    name: 'an approved change in Scheduled is pending until it is implemented',
    change: SCHEDULED,
    decision: 'pending',
    reason: 'is in Scheduled: approved, but not yet in a state that lets the build go on',
  },
  { name: 'Implement is approved', change: IMPLEMENT, decision: 'approved', reason: 'is in Implement' },
  {
    name: 'Scheduled is approved where the pipeline starts the implementation',
    change: SCHEDULED,
    policy: { proceedStates: ['-2', '-1'] },
    decision: 'approved',
    reason: 'is in Scheduled',
  },
  {
    name: 'a rejected change is denied although ServiceNow sends it back to New',
    change: { state: '-5', stateLabel: 'New', approval: 'rejected' },
    decision: 'denied',
    reason: 'was rejected',
  },
  {
    name: 'a change sent back to New for rework is pending, not denied',
    change: { state: '-5', stateLabel: 'New', approval: 'not requested' },
    decision: 'pending',
    reason: 'is in New: approval has not been requested',
  },
  {
    name: 'a rejection outweighs a proceed state',
    change: { ...IMPLEMENT, approval: 'rejected' },
    decision: 'denied',
    reason: 'was rejected',
  },
  {
    name: 'a canceled change is denied',
    change: { state: '4', stateLabel: 'Canceled' },
    decision: 'denied',
    reason: 'was canceled',
  },
  {
    name: 'a closed change is denied, however it was closed',
    change: { state: '3', stateLabel: 'Closed', approval: 'approved' },
    decision: 'denied',
    reason: 'is closed: nothing more may be deployed under it',
  },
  {
    name: 'a change in Review is denied: its implementation is over',
    change: { state: '0', stateLabel: 'Review', approval: 'approved' },
    decision: 'denied',
    reason: 'is in review: its implementation is over',
  },
  { name: 'a deleted change is denied', change: null, decision: 'denied', reason: 'was deleted' },
  {
    name: 'an approved change on hold is pending',
    change: { ...IMPLEMENT, onHold: true, onHoldReason: 'waiting for the vendor' },
    decision: 'pending',
    reason: 'is on hold: waiting for the vendor',
  },
  {
    name: 'a hold without a reason says so much',
    change: { ...IMPLEMENT, onHold: true },
    decision: 'pending',
    reason: 'is on hold',
  },
  {
    name: 'a conflict is ignored by default',
    change: { ...IMPLEMENT, conflictStatus: 'Conflict' },
    decision: 'approved',
    reason: 'is in Implement',
  },
  {
    name: 'a conflict is waited out under policy wait',
    change: { ...IMPLEMENT, conflictStatus: 'Conflict' },
    policy: { conflict: 'wait' },
    decision: 'pending',
    reason: 'has a schedule conflict',
  },
  {
    name: 'a conflict denies under policy reject',
    change: { ...IMPLEMENT, conflictStatus: 'Conflict' },
    policy: { conflict: 'reject' },
    decision: 'denied',
    reason: 'has a schedule conflict',
  },
  {
    name: 'a conflict that nobody has looked for is not known to be none',
    change: { ...IMPLEMENT, conflictStatus: 'Not Run' },
    policy: { conflict: 'reject' },
    decision: 'pending',
    reason: NOT_CHECKED,
  },
  {
    name: 'an empty conflict status says nothing',
    change: { ...IMPLEMENT, conflictStatus: '' },
    policy: { conflict: 'wait' },
    decision: 'pending',
    reason: NOT_CHECKED,
  },
  {
    name: 'a resolved conflict is none',
    change: { ...IMPLEMENT, conflictStatus: 'No Conflict' },
    policy: { conflict: 'reject' },
    decision: 'approved',
    reason: 'is in Implement',
  },
  {
    name: 'a conflict of a change that is not approved yet decides nothing',
    change: { conflictStatus: 'Conflict' },
    policy: { conflict: 'reject' },
    decision: 'pending',
    reason: 'is in Assess: not approved yet',
  },
  {
    name: 'the planned window is looked past by default',
    change: { ...IMPLEMENT, plannedStart: LATER, plannedEnd: LATER },
    decision: 'approved',
    reason: 'is in Implement',
  },
  {
    name: 'before an enforced window the build waits',
    change: { ...IMPLEMENT, plannedStart: LATER, plannedEnd: '2026-03-02 20:00:00' },
    policy: { window: 'enforce' },
    decision: 'pending',
    reason: `is approved, but its planned start is ${LATER} UTC`,
  },
  {
    name: 'inside an enforced window the build goes on',
    change: { ...IMPLEMENT, plannedStart: EARLIER, plannedEnd: LATER },
    policy: { window: 'enforce' },
    decision: 'approved',
    reason: 'is in Implement',
  },
  {
    name: 'after an enforced window the build is denied, approved or not',
    change: { plannedEnd: EARLIER },
    policy: { window: 'enforce' },
    decision: 'denied',
    reason: `is past its planned end (${EARLIER} UTC)`,
  },
  {
    name: 'an enforced window without times opens for nobody',
    change: IMPLEMENT,
    policy: { window: 'enforce' },
    decision: 'pending',
    reason:
      'has no planned start (start_date) and no planned end (end_date), and its window is enforced: set what is missing on the change',
  },
  {
    name: 'an enforced window without a start is none',
    change: { ...IMPLEMENT, plannedEnd: LATER },
    policy: { window: 'enforce' },
    decision: 'pending',
    reason:
      'has no planned start (start_date), and its window is enforced: set what is missing on the change',
  },
  {
    name: 'an enforced window whose end is no time is none, and says so before anybody has approved',
    change: { plannedStart: EARLIER, plannedEnd: '12/24/2026 10:00 PM' },
    policy: { window: 'enforce' },
    decision: 'pending',
    reason: 'has no planned end (end_date), and its window is enforced: set what is missing on the change',
  },
  ...['not requested', 'requested', 'not_required', 'Approved', 'true'].map(
    (approval): DecisionCase => ({
      name: `Implement with an approval that is "${approval}" is not approved`,
      change: { ...IMPLEMENT, approval },
      decision: 'pending',
      reason: `is in Implement, but its approval is "${approval}", not "approved": have it approved, or set approval-policy to state if its process has no approvals`,
    }),
  ),
  {
    name: 'Implement without an approval is not approved',
    change: { ...IMPLEMENT, approval: '' },
    decision: 'pending',
    reason:
      'is in Implement, but its approval is empty, not "approved": have it approved, or set approval-policy to state if its process has no approvals',
  },
  {
    name: 'the state alone is believed where the policy says so',
    change: { ...IMPLEMENT, approval: 'not requested' },
    policy: { approval: 'state' },
    decision: 'approved',
    reason: 'is in Implement',
  },
  {
    name: 'a rejection denies where the state alone is believed, too',
    change: { ...IMPLEMENT, approval: 'rejected' },
    policy: { approval: 'state' },
    decision: 'denied',
    reason: 'was rejected',
  },
  {
    name: 'an approval between the two steps is none, though Authorize be a proceed state',
    change: { state: '-3', stateLabel: 'Authorize', approval: 'approved' },
    policy: { proceedStates: ['-3', '-1'] },
    decision: 'pending',
    reason: 'is in Authorize: not approved yet',
  },
  {
    name: 'a change that has ended in a state of its own model is denied',
    change: { state: '22', stateLabel: 'Done', active: false, approval: 'approved' },
    policy: { proceedStates: ['22'] },
    decision: 'denied',
    reason: 'is over (Done): nothing more may be deployed under it',
  },
  ...(
    [
      ['change_request.active', { active: null }, {}],
      ['change_request.on_hold', { onHold: null }, {}],
      ['change_request.approval', { approval: null }, {}],
      ['change_request.approval', { approval: null }, { approval: 'state' }],
      ['change_request.conflict_status', { conflictStatus: null }, { conflict: 'reject' }],
      ['change_request.conflict_status', { conflictStatus: null }, { conflict: 'wait' }],
      ['change_request.start_date', { plannedStart: null, plannedEnd: LATER }, { window: 'enforce' }],
      ['change_request.end_date', { plannedStart: EARLIER, plannedEnd: null }, { window: 'enforce' }],
      ['change_request.active and change_request.on_hold', { active: null, onHold: null }, {}],
      [
        'chg_model.implementation_states of its model',
        { modelStates: null },
        { proceedStates: ['model', '-1'] },
      ],
      ['chg_model.implementation_states of its model', {}, { proceedStates: ['model'] }],
    ] as const satisfies readonly [string, Partial<ChangeSnapshot>, Partial<Policy>][]
  ).map(
    ([column, change, policy]): DecisionCase => ({
      name: `Implement without ${column} to see, under ${JSON.stringify(policy)}, is not approved`,
      change: { ...IMPLEMENT, ...change },
      policy,
      decision: 'pending',
      reason: unread(column),
    }),
  ),
  {
    name: 'what the policy does not ask for need not be seen',
    change: { ...IMPLEMENT, conflictStatus: null, plannedStart: null, plannedEnd: null, modelStates: null },
    decision: 'approved',
    reason: 'is in Implement',
  },
  {
    name: 'what cannot be seen does not take back a denial',
    change: { state: '4', stateLabel: 'Canceled', active: null, onHold: null },
    decision: 'denied',
    reason: 'was canceled',
  },
  {
    name: 'before the deadline an undecided change is pending',
    change: {},
    policy: { deadline: LATER },
    decision: 'pending',
    reason: 'is in Assess: not approved yet',
  },
  {
    name: 'after the deadline an undecided change is denied, and the reason says what was missing',
    change: {},
    policy: { deadline: EARLIER },
    decision: 'denied',
    reason: `is in Assess: not approved yet, and the deadline (${EARLIER} UTC) has passed`,
  },
  {
    name: 'a deadline does not take back an approval',
    change: IMPLEMENT,
    policy: { deadline: EARLIER },
    decision: 'approved',
    reason: 'is in Implement',
  },
  {
    name: 'after a deadline that leaves the build alone, an undecided change stays pending',
    change: {},
    policy: { deadline: EARLIER, onDeadline: 'leave' },
    decision: 'pending',
    reason: 'is in Assess: not approved yet',
  },
  {
    name: "an implementation state of the change's model is approved under policy model",
    change: { state: '101', stateLabel: 'Rolling out', approval: 'approved', modelStates: ['100', '101'] },
    policy: { proceedStates: ['model'] },
    decision: 'approved',
    reason: 'is in Rolling out',
  },
  {
    name: 'Implement is none where the model names others',
    change: { ...IMPLEMENT, modelStates: ['100'] },
    policy: { proceedStates: ['model'] },
    decision: 'pending',
    reason: 'is in Implement: approved, but not yet in a state that lets the build go on',
  },
  {
    name: 'a model that names no implementation states has Implement',
    change: { ...IMPLEMENT, modelStates: [] },
    policy: { proceedStates: ['model'] },
    decision: 'approved',
    reason: 'is in Implement',
  },
  {
    name: 'proceed states beside model count too',
    change: { ...SCHEDULED, modelStates: ['100'] },
    policy: { proceedStates: ['model', '-2'] },
    decision: 'approved',
    reason: 'is in Scheduled',
  },
  {
    name: "a model's states decide nothing where nobody asks for them",
    change: { state: '101', stateLabel: 'Rolling out', approval: 'approved', modelStates: ['101'] },
    decision: 'pending',
    reason: 'is in Rolling out: approved, but not yet in a state that lets the build go on',
  },
  {
    name: 'between a planned start and end, on hold, the build waits',
    change: { ...IMPLEMENT, onHold: true, plannedStart: EARLIER, plannedEnd: LATER },
    policy: { window: 'enforce' },
    decision: 'pending',
    reason: 'is on hold',
  },
  {
    name: 'past the planned end, a change on hold is denied: no hold outlives its window',
    change: { ...IMPLEMENT, onHold: true, plannedEnd: EARLIER },
    policy: { window: 'enforce' },
    decision: 'denied',
    reason: `is past its planned end (${EARLIER} UTC)`,
  },
  {
    name: 'a conflict outlives the deadline under policy wait, and is denied with it',
    change: { ...IMPLEMENT, conflictStatus: 'Conflict' },
    policy: { conflict: 'wait', deadline: EARLIER },
    decision: 'denied',
    reason: `has a schedule conflict, and the deadline (${EARLIER} UTC) has passed`,
  },
  {
    name: 'a state of a custom model without a label is named by its value',
    change: { state: '17', stateLabel: '' },
    decision: 'pending',
    reason: 'is in state 17: not approved yet',
  },
];
