/** What a registration, and what came of telling its CI, mean for the person who looks at the change. */
import type { RegistrationView } from '../../protocol.ts';

export interface NextStep {
  /** As the pipelines': amber where people are waited for. */
  readonly status: 'waiting' | 'running' | 'paused' | 'passed' | 'failed';
  readonly text: string;
}

const ACTIVE = ['waiting', 'due', 'delivering', 'refused'];

/** Whether its build still waits for a decision, or to be told of one. */
export function isActive({ status }: RegistrationView): boolean {
  return ACTIVE.includes(status);
}

/** The outcomes after which the CI may not know, and that do not pass by themselves. */
const UNTOLD = ['unavailable', 'unanswered', 'not-tried'];

/** @returns undefined where nothing is to be told yet, and the change says more */
export function callbackStep(registration: RegistrationView): NextStep | undefined {
  const { status, decision, attempts, nextAttempt, lastOutcome, lastAnswer } = registration;
  if (status === 'waiting') return undefined;
  if (status === 'refused') {
    return {
      status: 'failed',
      text: `The CI could not be told that the build is ${decision}. ${sentence(lastAnswer)} Mend that, then press Retry delivery below.`,
    };
  }
  if (status === 'due' && attempts.some(({ outcome }) => outcome === 'queued')) {
    return {
      status: 'paused',
      text: 'The MID Server may still tell the CI. If it has lost the decision, answer the build in the CI.',
    };
  }
  if (status === 'due' && UNTOLD.includes(lastOutcome)) {
    const again = `ServiceNow tries again at ${nextAttempt.slice(11)}: mend the CI, or move time forward.`;
    return { status: 'paused', text: `${sentence(lastAnswer)} ${again}` };
  }
  const told = ['taken', 'started'].includes(lastOutcome)
    ? 'The CI has been told'
    : 'ServiceNow is telling the CI';
  return { status: 'running', text: `The build is ${decision}. ${told}.` };
}

/** A CI's words, which need not end like a sentence. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/**
 * How a build ended that waits no more, as the end of a sentence.
 * @returns undefined where it was released, and the change says more
 */
export function endOf({ status, decision, lastOutcome }: RegistrationView): string | undefined {
  const wasAnswered = status === 'ended' && lastOutcome === 'already-decided';
  if (wasAnswered && decision !== 'denied') return undefined;
  if (wasAnswered) return 'the build had its answer in the CI already';
  if (status === 'delivered') return decision === 'approved' ? undefined : 'the build was denied';
  if (status === 'expired' && decision === 'pending') return 'its deadline has passed';
  if (status === 'expired') return 'the CI could not be told; if the build still waits, answer it in the CI';
  if (status === 'ended') return 'the build is over in the CI';
  return 'the build no longer waits for it';
}
