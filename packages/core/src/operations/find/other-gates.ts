/** What a build has opened in place of the change that one of its steps looks for. */
import { keysOf } from '../../callback/key.ts';
import { GateError } from '../../errors.ts';
import type { FindContext } from './find-own-change.ts';

/**
 * The error for a step whose gate has no change. It names the changes of the build's other gates, at the cost of one request,
 * and takes none of them: one gate never deploys under the change of another.
 */
export async function noChangeOfGate(context: FindContext): Promise<GateError> {
  const { build, gate, displayName } = context;
  const name = displayName('gate-name');
  const others = await gatesOfBuild(context);
  if (others.length === 0) {
    return new GateError(
      'CHANGE_NOT_FOUND',
      `This build has opened no change (nothing with correlation id ${gate.key}). Run the open operation first, or name the change.`,
    );
  }
  return new GateError(
    'CHANGE_NOT_FOUND',
    `This build has opened no change with ${name} ${gate.name}, but ${others.join(', ')}. ` +
      (build.gateRemedy ?? `Give this step the ${name} of its gate, as open has it.`),
  );
}

/** @returns a clause for each change: `CHG0030001 with gate-name staging`; none where they cannot be read */
async function gatesOfBuild({ build, changes, displayName }: FindContext): Promise<readonly string[]> {
  const start = keysOf(build.ci, build.buildKey);
  const found = await changes.correlatedFrom(start).catch(() => []);
  return found.map(
    ({ number, correlationId }) =>
      `${number} with ${displayName('gate-name')} ${correlationId.slice(start.length)}`,
  );
}
