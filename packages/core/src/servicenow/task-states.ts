/** States of a change task by their labels (ServiceNow docs, create-a-change-task). */
export const TASK_STATE = { pending: '-5', open: '1', inProgress: '2', closed: '3', canceled: '4' } as const;

const LABELS: Readonly<Record<string, string>> = {
  Pending: TASK_STATE.pending,
  Open: TASK_STATE.open,
  'In Progress': TASK_STATE.inProgress,
  Closed: TASK_STATE.closed,
  Canceled: TASK_STATE.canceled,
};

export const TASK_STATE_NAMES: readonly string[] = Object.keys(LABELS);

const BY_LABEL = new Map(
  Object.entries({ ...LABELS, Cancelled: TASK_STATE.canceled }).map(([label, value]) => [
    label.toLowerCase(),
    value,
  ]),
);

/** @returns the value of a state that is given by value or label; `undefined` for a label of no task */
export function taskStateValue(text: string): string | undefined {
  return /^-?\d+$/.test(text) ? text : BY_LABEL.get(text.toLowerCase());
}
