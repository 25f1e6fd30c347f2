/** A `pending-approval` step: the build pauses, lets go of its runner, and waits to be told. */
import type { SandboxClock } from '../../clock.ts';
import type { BuildRun } from './build-run.ts';
import { Gate, type GateOutcome } from './gate.ts';
import type { ApprovalStep } from './step-definition.ts';

export async function awaitApproval(step: ApprovalStep, run: BuildRun): Promise<GateOutcome> {
  const { build, clock, behavior } = run;
  build.write('Pending approval step reached, pausing workflow');
  await reach(after(clock.now(), behavior.pauseDelayMs), clock, build.stop);
  await run.workspace.dropVolume();

  const gate = new Gate(step.name, clock);
  build.gate = gate;
  build.holdRunner(false);
  build.updateStep(step.name, { status: 'pending-approval' });
  const cancelTimeout = clock.at(after(clock.now(), step.timeoutMs), () =>
    gate.decide(step.finalState, 'timeout'),
  );
  build.moveTo('pending-approval');
  try {
    const outcome = await orStop(gate.outcome, build.stop);
    await reach(after(outcome.at, behavior.resumeDelayMs), clock, build.stop);
    build.write(`${step.name} | ${outcome.result} by ${outcome.by}`);
    return outcome;
  } finally {
    cancelTimeout();
    // A build that was stopped while it stood here takes no decision any more.
    gate.decide('terminated', 'the end of the build');
  }
}

function after(start: Date, ms: number): Date {
  return new Date(start.getTime() + ms);
}

/** Waits until sandbox time reaches `date`. */
function reach(date: Date, clock: SandboxClock, stop: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = clock.at(date, resolve);
  return orStop(promise, stop).finally(cancel);
}

/** The promise, unless `stop` is aborted first: then rejects. */
function orStop<T>(promise: Promise<T>, stop: AbortSignal): Promise<T> {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(stop.reason);
  if (stop.aborted) onAbort();
  stop.addEventListener('abort', onAbort, { once: true });
  return Promise.race([promise, stopped]).finally(() => stop.removeEventListener('abort', onAbort));
}
