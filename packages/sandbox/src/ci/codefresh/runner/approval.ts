/** A `pending-approval` step: the build pauses, lets go of its runner, and waits to be told. */

import { addMilliseconds, rejectOnAbort, waitUntil } from '../../base/cancellable.ts';
import type { ApprovalStep } from '../definition/step.ts';
import { Gate, type GateOutcome } from '../gate.ts';
import type { RunContext } from './run-context.ts';

export async function awaitApproval(step: ApprovalStep, run: RunContext): Promise<GateOutcome> {
  const { build, clock, pauseDelayMs, statusDelay } = run;
  build.write('Pending approval step reached, pausing workflow');
  await waitUntil(addMilliseconds(clock.now(), pauseDelayMs), clock, build.stop);
  // @fact A pause | drops the volume; exported variables are kept, and no runner is held | documented |
  // steps/approval
  await run.workspace.dropVolume();

  const gate = new Gate(step.name, statusDelay);
  build.gate = gate;
  build.holdRunner(false);
  // @fact The build at an approval | has the status `pending-approval`, whichever step it is | source | CLI
  // 1.2.7; docs, steps/approval
  build.updateStep(step.name, { status: 'pending-approval' });
  const cancelTimeout = clock.at(addMilliseconds(clock.now(), step.timeoutMs), () =>
    gate.decide(step.finalState, 'timeout'),
  );
  run.paused();
  build.moveTo('pending-approval');
  try {
    const outcome = await rejectOnAbort(gate.outcome, build.stop);
    build.write(`${step.name} | ${outcome.result} by ${outcome.by}`);
    return outcome;
  } finally {
    cancelTimeout();
    // A build that was stopped while it stood here takes no decision any more.
    gate.decide('terminated', 'the end of the build');
  }
}
