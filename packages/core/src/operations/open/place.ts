/** Two gates of one build that were given one name by mistake would share a change, and deploy on one approval. */
import { createHash } from 'node:crypto';
import { GateError } from '../../errors.ts';
import { partsOf } from '../../policy/policy-mark.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';

/** A word for where in its build this step runs; empty where its CI does not tell. */
export function placeWord({ build }: Pick<OperationContext, 'build'>): string {
  const { place = '' } = build;
  return place === '' ? '' : createHash('sha256').update(place).digest('hex').slice(0, 8);
}

/**
 * Refuses a change that another step of the same build opened under the same gate name. One whose mark was not kept tells
 * nothing.
 * @throws GateError GATE_NAME_TAKEN
 */
export function refuseOtherPlace(change: Change, context: OperationContext): void {
  const { build, gate, displayName } = context;
  const { place: left } = partsOf(change.correlationDisplay ?? '');
  const own = placeWord(context);
  if (left === '' || own === '' || left === own) return;
  const name = displayName('gate-name');
  throw new GateError(
    'GATE_NAME_TAKEN',
    `Another step of this build has opened ${change.number} with ${name} ${gate.name}, and this one is ${build.place}: two deployments under one change. ` +
      `Give each gate of the build a ${name} of its own, the same in all of its steps.`,
  );
}
