/** How the approver answers what a change asks, in as many rounds as the instance has. */
import { type Change, type Instance, MARK, STATE } from './instance.ts';
import { type Pace, until } from './polling.ts';
import { CouldNotBeSeen } from './verdict.ts';

/** States that a change is in when nobody is asked about it any more. */
const PAST_APPROVAL: readonly string[] = [
  STATE.scheduled,
  STATE.implement,
  STATE.review,
  STATE.closed,
  STATE.canceled,
];

/** What the approver answers, and what becomes of the change by that. */
export interface Goal {
  readonly answer: 'approved' | 'rejected';
  /** Behind `CHG0030001 to be`. */
  readonly wanted: string;
  is(change: Change): boolean;
}

/** @throws CouldNotBeSeen where the instance decides about the change without asking anybody */
export function expectAsked(change: Change): void {
  if (change.approval !== 'approved' && !PAST_APPROVAL.includes(change.state)) return;
  throw new CouldNotBeSeen(
    `${stands(change)} Nobody was asked: a policy, the model or the type of such a change decides about it by itself. Set CHANGE_GATE_LIVE_DATA to fields with which people are asked.`,
  );
}

/** Answers whatever the approver is asked, until the change is as wanted. */
export async function answerUntil(
  { instance, pace }: { readonly instance: Instance; readonly pace: Pace },
  change: Change,
  { answer, wanted, is }: Goal,
): Promise<void> {
  let last = change;
  let answers = 0;
  await until(
    pace,
    `${change.number} to be ${wanted}`,
    async () => {
      last = await instance.change(change);
      if (is(last)) return last;
      if (PAST_APPROVAL.includes(last.state)) {
        throw new CouldNotBeSeen(
          `${stands(last)} It was to be ${wanted}, and somebody else, or the instance by itself, took it past that.`,
        );
      }
      answers += await instance.answer(change, answer, MARK);
      return undefined;
    },
    async () =>
      `${stands(last)} The approver has answered ${answers} requests. ${await whoIsAsked(instance, change)}`,
  );
}

async function whoIsAsked(instance: Instance, change: Change): Promise<string> {
  const open = await instance.requestsFor(change).catch(() => 0);
  return open === 0
    ? 'No other stands open that the approver may see.'
    : `${open} stand open: if they are for others, make the approver a member of the groups that are asked, of which one may answer for all.`;
}

/** How a change stands, as a sentence. */
export function stands({ number, state, approval, on_hold: hold }: Change): string {
  return `${number} is in state ${state}, approval "${approval}"${hold === 'true' ? ', on hold' : ''}.`;
}
