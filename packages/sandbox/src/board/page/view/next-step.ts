import type { ChangeDetail } from '../../protocol.ts';
import { callbackStep, endOf, isActive, type NextStep } from './callback-step.ts';

const SCHEDULED = '-2';

const ANY = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** What a newcomer needs to know: what is true of the change now, and what to press. A few short sentences. */
export function nextStep(detail: ChangeDetail): NextStep {
  const { registrations } = detail;
  const active = registrations.filter(isActive);
  const told = active.map(callbackStep).find((step) => step !== undefined);
  if (told !== undefined) return told;
  const last = registrations.at(-1);
  const end = last === undefined || active.length > 0 ? undefined : endOf(last);
  return end === undefined ? whileItCounts(detail) : afterTheBuild(detail, end);
}

/** A pipeline waits for the change or goes on with it, or none has registered. */
function whileItCounts(detail: ChangeDetail): NextStep {
  const { state, onHold, onHoldReason, registrations } = detail;
  if (state === '4') return { status: 'failed', text: 'Canceled.' };
  if (state === '3') return { status: 'passed', text: 'Closed.' };
  if (onHold) return { status: 'paused', text: `On hold: ${onHoldReason}. Nothing goes on meanwhile.` };
  const waiting = registrations.filter(({ status }) => status === 'waiting');
  if (asked(detail) !== '') {
    const more = waiting.some(({ states }) => states.includes(SCHEDULED))
      ? ' The last approval releases the pipeline.'
      : ' Approving alone releases nothing: the approved change then goes from Scheduled to Implement.';
    return {
      status: 'paused',
      text: `Waits for approval by ${asked(detail)}: approve or reject it for them.${waiting.length > 0 ? more : ''}`,
    };
  }
  if (state === SCHEDULED) {
    return {
      status: 'paused',
      text: `Approved. Start its implementation${waiting.length > 0 ? ', and the pipeline goes on' : ''}.`,
    };
  }
  if (state === '-1' || state === '0') {
    return { status: 'running', text: 'Under way: the pipeline closes it when it has deployed.' };
  }
  if (detail.approval === 'rejected') return { status: 'failed', text: 'Rejected.' };
  return {
    status: 'waiting',
    text: 'Back with its requester. Move it to Assess to ask for approval again.',
  };
}

/** Nothing that is decided now reaches a pipeline. @param end how its last one ended: `the build was denied` */
function afterTheBuild(detail: ChangeDetail, end: string): NextStep {
  const { state, stateLabel, approval, onHold, onHoldReason } = detail;
  const sentence = `${end.charAt(0).toUpperCase()}${end.slice(1)}.`;
  if (state === '4') return { status: 'failed', text: `Canceled. ${sentence}` };
  if (state === '3') return { status: 'passed', text: `Closed. ${sentence}` };
  const over = `No pipeline waits for it any more: ${end}. Start a new build.`;
  if (approval === 'rejected') {
    return { status: 'failed', text: `${detail.number} was rejected. ${sentence} Start a new build.` };
  }
  if (onHold) return { status: 'paused', text: `On hold: ${onHoldReason}. ${over}` };
  if (asked(detail) !== '')
    return { status: 'paused', text: `Waits for approval by ${asked(detail)}. ${over}` };
  if (state === SCHEDULED) return { status: 'paused', text: `The change is approved now. ${over}` };
  return { status: 'paused', text: `The change is in ${stateLabel}. ${over}` };
}

/** Those who are asked to approve; empty for nobody. */
function asked({ approvals }: ChangeDetail): string {
  return ANY.format(approvals.filter(({ state }) => state === 'requested').map(({ approver }) => approver));
}
