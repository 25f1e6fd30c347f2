import { GateError } from '@change-gate/core';
import type { Annotations } from './annotations.ts';
import { displayName } from './arguments.ts';
import { openedKey } from './gate-annotations.ts';

/**
 * Refuses a gate that an earlier step of this build has opened: two deployments would go on under one change, and ServiceNow would
 * take the second pause for the first, which is over. A build is never run again under its id, so that step was another one.
 * Which step runs cannot tell: in a typed step CF_STEP_NAME may be the name of the step inside it.
 * @returns what people should know where the build does not show its gates, which is harmless where it has one
 * @throws GateError GATE_NAME_TAKEN
 */
export async function refuseOpenedGate(gate: string, annotations: Annotations): Promise<readonly string[]> {
  const name = displayName('gate-name');
  const marks = await annotations.list().catch((error: unknown) => {
    if (error instanceof GateError) return undefined;
    throw error;
  });
  if (marks === undefined) {
    return [
      `Whether another step of this build has opened its change with ${name} ${gate} could not be seen: give each gate of the build a ${name} of its own, as two would share one change.`,
    ];
  }
  const opened = marks.find(({ key }) => key === openedKey(gate));
  if (opened === undefined) return [];
  throw new GateError(
    'GATE_NAME_TAKEN',
    `Another step of this build has opened ${opened.value.split(' ')[0]} with ${name} ${gate}: two deployments under one change.`,
    { remedy: `Give each gate of the build a ${name} of its own, the same in all of its steps.` },
  );
}
