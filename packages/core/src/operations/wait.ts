/** Polls for the decision where no callback is possible: holds the runner, and says so. */
import { isPastDeadline, type Verdict } from '../decision.ts';
import { GateError } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change } from '../servicenow/change.ts';
import type { OperationContext } from './context.ts';
import { deadlineOf } from './deadline.ts';
import { holdToEvidence } from './evidence/hold-to-evidence.ts';
import { findChangeToDeploy } from './find/find-change.ts';
import { judge } from './judge.ts';
import { withModelStates } from './model-states.ts';
import { policyOf } from './policy.ts';
import { type OperationResult, verdictSentence } from './result.ts';

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 120_000;

/** Polls in a row, each retried on its own, after which an instance that does not answer ends the wait. */
const MAX_FAILED_POLLS = 15;

export async function wait(inputs: InputsOf<'wait'>, context: OperationContext): Promise<OperationResult> {
  const { clock, log } = context;
  const policy = policyOf(inputs, deadlineOf(inputs, clock.now()));
  const read = withModelStates(policy, context);
  const poll = createPoll(context);
  let change = await read(await findChangeToDeploy(inputs, context));
  let isCurrent = true;
  let lastLine = '';
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    // In this order: a deadline that passes in between denies, rather than ends the wait undecided.
    const isLastPoll = isPastDeadline(policy, context.now());
    const judged = judge(change, { policy, implement: inputs.implement }, context);
    // A window opens by time alone, and a change that was approved before the last answer may no longer be.
    const verdict = isCurrent || judged.decision !== 'approved' ? judged : UNANSWERED;
    const line = verdictSentence({ change, verdict });
    if (verdict.decision === 'approved') {
      const { why, evidence } = await holdToEvidence(change, inputs, context);
      log.info(`${line}${why}.`);
      return { change, verdict: { ...verdict, reason: verdict.reason + why }, evidence };
    }
    if (verdict.decision === 'denied' || isLastPoll) {
      log.info(`${line}.`);
      return { change, verdict };
    }
    if (line !== lastLine) log.info(`${line}. Waiting; this runner is held until the change is decided.`);
    lastLine = line;
    // Half of each pause is random: builds that began together must not ask together.
    await clock.sleep((pause / 2) * (1 + Math.random()));
    const polled = await poll(change);
    isCurrent = polled !== change;
    change = await read(polled);
  }
}

const UNANSWERED: Verdict = {
  decision: 'pending',
  reason: 'was approved when the instance last answered, and whether it still is cannot be read',
};

/** @returns a poll that gives back the change as it was while the instance does not answer */
function createPoll({ changes, log }: OperationContext): (change: Change) => Promise<Change> {
  let failures = 0;
  return async (change) => {
    try {
      const read = await changes.read(change);
      failures = 0;
      return read;
    } catch (error) {
      failures += 1;
      if (!isTemporary(error) || failures >= MAX_FAILED_POLLS) throw error;
      log.warning(`${error.message} Still waiting.`);
      return change;
    }
  };
}

function isTemporary(error: unknown): error is GateError {
  return error instanceof GateError && TEMPORARY.includes(error.code);
}

const TEMPORARY: readonly string[] = ['UNAVAILABLE', 'RATE_LIMITED', 'PROXY_PAGE', 'NOT_JSON'];
