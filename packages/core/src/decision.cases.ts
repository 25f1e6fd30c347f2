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
  approval: 'requested',
  onHold: false,
  onHoldReason: '',
  conflictStatus: 'Not Run',
  plannedStart: '',
  plannedEnd: '',
};

const IMPLEMENT = { state: '-1', stateLabel: 'Implement', approval: 'approved' };
const SCHEDULED = { state: '-2', stateLabel: 'Scheduled', approval: 'approved' };
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
    change: { ...IMPLEMENT, plannedStart: LATER },
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
    name: 'an enforced window without times is open',
    change: IMPLEMENT,
    policy: { window: 'enforce' },
    decision: 'approved',
    reason: 'is in Implement',
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
