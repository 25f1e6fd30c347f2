/** States by their labels, as people name them. */
import { STATE } from '../decision.ts';

/** Out-of-the-box labels (ServiceNow docs, "Change state model"). */
const LABELS: Readonly<Record<string, string>> = {
  New: STATE.new,
  Assess: STATE.assess,
  Authorize: STATE.authorize,
  Scheduled: STATE.scheduled,
  Implement: STATE.implement,
  Review: STATE.review,
  Closed: STATE.closed,
  Canceled: STATE.canceled,
};

/** The out-of-the-box labels: `New`, `Assess` ... */
export const STATE_NAMES: readonly string[] = Object.keys(LABELS);

/** Whether a state is one of the base system, and not one of a model's own. */
export function isBaseState(value: string): boolean {
  return Object.values<string>(STATE).includes(value);
}

const BY_LABEL = new Map(
  Object.entries({ ...LABELS, Cancelled: STATE.canceled }).map(([label, value]) => [
    label.toLowerCase(),
    value,
  ]),
);

/** @returns the value of a state given by value or out-of-the-box label; `undefined` for any other label */
export function stateValue(text: string): string | undefined {
  return /^-?\d+$/.test(text) ? text : BY_LABEL.get(text.toLowerCase());
}

/** @returns the out-of-the-box label of a state value; `state 20` for any other */
export function stateLabel(value: string): string {
  return Object.keys(LABELS).find((label) => LABELS[label] === value) ?? `state ${value}`;
}
