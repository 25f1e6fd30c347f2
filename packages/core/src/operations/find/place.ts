/** Two gates of one build that were given one name by mistake would share a change, and deploy on one approval. */
import { createHash } from 'node:crypto';
import { GateError } from '../../errors.ts';
import { isMarkedFor, NOWHERE, type Place, partsOf } from '../../policy/policy-mark.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';

type PlaceContext = Pick<OperationContext, 'build' | 'gate' | 'displayName'>;

/** Where in its build this step runs. */
export function placeOf({ build }: Pick<OperationContext, 'build'>): Place {
  const { place = '', environment = '' } = build;
  if (place === '') return NOWHERE;
  return { environment, digest: createHash('sha256').update(place).digest('hex').slice(0, 8) };
}

/**
 * Refuses a change that another step of the same build opened under the same gate name. One whose mark was not kept tells
 * nothing.
 * @throws GateError GATE_NAME_TAKEN
 */
export function refuseOtherPlace(change: Change, context: PlaceContext): void {
  refuseOtherEnvironment(change, context);
  const { build, gate, displayName } = context;
  const { digest: left } = partsOf(change.correlationDisplay ?? '').place;
  const { digest: own } = placeOf(context);
  if (left === '' || own === '' || left === own) return;
  const name = displayName('gate-name');
  throw new GateError(
    'GATE_NAME_TAKEN',
    `Another step of this build has opened ${change.number} with ${name} ${gate.name}, and this one is ${build.place}: two deployments under one change. ` +
      `Give each gate of the build a ${name} of its own, the same in all of its steps.`,
  );
}

/**
 * Refuses a change that was opened for another environment, found or named. Where the change or the step tells none, there is
 * nothing to compare: the gate's name alone speaks for it.
 * @throws GateError GATE_NAME_TAKEN
 */
export function refuseOtherEnvironment(change: Change, { build, gate, displayName }: PlaceContext): void {
  const { environment: own = '' } = build;
  const { environment: left } = partsOf(change.correlationDisplay ?? '').place;
  if (left === '' || own === '' || isMarkedFor(own, left)) return;
  const name = displayName('gate-name');
  throw new GateError(
    'GATE_NAME_TAKEN',
    `${change.number} was opened for environment ${left}, and this step, with ${name} ${gate.name}, is for environment ${own}: two deployments under one change. ` +
      `Give each gate of the build a ${name} of its own, the same in all of its steps.`,
  );
}
