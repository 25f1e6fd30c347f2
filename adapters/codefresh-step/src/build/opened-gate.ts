import { GateError } from '@change-gate/core';
import type { Annotations } from './annotations.ts';
import { displayName } from './arguments.ts';
import { openedKey } from './gate-annotations.ts';

/**
 * Refuses a gate that an earlier step of this build has opened: two deployments would go on under one change, and ServiceNow would
 * take the second pause for the first, which is over. A build is never run again under its id, so that step was another one.
 * Which step runs cannot tell: in a typed step CF_STEP_NAME may be the name of the step inside it.
 * @throws GateError GATE_NAME_TAKEN
 */
export async function refuseOpenedGate(gate: string, annotations: Annotations): Promise<readonly string[]> {
  const marks = await annotations.list().catch((error: unknown) => {
    // Said when the gate has been opened, and harmless where it is the only one.
    if (error instanceof GateError) return [];
    throw error;
  });
  const opened = marks.find(({ key }) => key === openedKey(gate));
  if (opened === undefined) return [];
  const name = displayName('gate-name');
  throw new GateError(
    'GATE_NAME_TAKEN',
    `Another step of this build has opened ${opened.value.split(' ')[0]} with ${name} ${gate}: two deployments under one change. ` +
      `Give each gate of the build a ${name} of its own, the same in all of its steps.`,
  );
}
