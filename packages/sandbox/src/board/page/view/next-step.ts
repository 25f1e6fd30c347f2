import type { ChangeDetail, RegistrationView } from '../../protocol.ts';

export interface NextStep {
  /** As the pipelines': amber where people are waited for. */
  readonly status: 'waiting' | 'running' | 'paused' | 'passed' | 'failed';
  readonly text: string;
}

const ANY = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** What a newcomer needs to know: what is waited for, and what to press. One short sentence or two. */
export function nextStep(detail: ChangeDetail): NextStep {
  const { state, approval, onHold, onHoldReason, approvals, registrations } = detail;
  const told = registrations.map(callback).find((step) => step !== undefined);
  if (told !== undefined) return told;
  if (state === '4') return { status: 'failed', text: 'Canceled.' };
  if (state === '3') return { status: 'passed', text: 'Closed.' };
  if (onHold) return { status: 'paused', text: `On hold: ${onHoldReason}. Nothing goes on meanwhile.` };
  const asked = approvals.filter((one) => one.state === 'requested').map(({ approver }) => approver);
  if (asked.length > 0) {
    return {
      status: 'paused',
      text: `Waits for approval by ${ANY.format(asked)}: approve or reject it for them.`,
    };
  }
  if (state === '-2') {
    return { status: 'paused', text: 'Approved. Start its implementation, and the pipeline goes on.' };
  }
  if (state === '-1' || state === '0') {
    return { status: 'running', text: 'Under way: the pipeline closes it when it has deployed.' };
  }
  if (approval === 'rejected') return { status: 'failed', text: 'Rejected.' };
  return {
    status: 'waiting',
    text: 'Back with its requester. Move it to Assess to ask for approval again.',
  };
}

/** @returns undefined where the callback goes as it should, and the change says more */
function callback({
  status,
  decision,
  reason,
  attempts,
  nextAttempt,
}: RegistrationView): NextStep | undefined {
  if (status === 'refused') {
    return {
      status: 'failed',
      text: 'The CI has refused the callback. Mend it, and retry the delivery below.',
    };
  }
  if (status === 'due' && attempts.some(({ outcome }) => outcome === 'queued')) {
    return {
      status: 'paused',
      text: 'The MID Server may still tell the CI. If it has lost the decision, answer the build in the CI.',
    };
  }
  const last = attempts.at(-1)?.outcome;
  if (status === 'due' && (last === 'unavailable' || last === 'unanswered')) {
    const at = nextAttempt.slice(11);
    return {
      status: 'paused',
      text: `The CI does not answer. Next attempt at ${at}: mend it, move time forward.`,
    };
  }
  if (status === 'due' || status === 'delivering') {
    return { status: 'running', text: `The build is ${decision}. ServiceNow is telling the CI.` };
  }
  return decision === 'denied' ? { status: 'failed', text: `${reason}. The pipeline is denied.` } : undefined;
}
