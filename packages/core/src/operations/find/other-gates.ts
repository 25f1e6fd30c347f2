/** What a build has opened in place of the change that one of its steps looks for. */
import { keysOf, toldByKey } from '../../callback/key.ts';
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import type { FindContext } from './find-own-change.ts';
import { otherCommit } from './other-commit.ts';

/**
 * The error for a step whose gate has no change. It names the changes of the build's other gates, at the cost of one request,
 * and takes none of them: a gate never deploys under the change of another one, or of another commit.
 */
export async function noChangeOfGate(context: FindContext): Promise<GateError> {
  const { build, gate, changes, displayName } = context;
  const name = displayName('gate-name');
  const others = await changes.correlatedFrom(keysOf(build)).catch(() => []);
  const same = others.find((change) => gateOf(change) === gate.name);
  if (same !== undefined) return otherCommit(same, context);
  if (others.length === 0) {
    return new GateError(
      'CHANGE_NOT_FOUND',
      `This build has opened no change (nothing with correlation id ${gate.key}). Run the open operation first, or name the change.`,
    );
  }
  const gates = others.map((change) => `${change.number} with ${name} ${gateOf(change)}`);
  return new GateError(
    'CHANGE_NOT_FOUND',
    `This build has opened no change with ${name} ${gate.name}, but ${gates.join(', ')}. ` +
      (build.gateRemedy ?? `Give this step the ${name} of its gate, as open has it.`),
  );
}

function gateOf({ correlationId }: Change): string {
  return toldByKey(correlationId).gateName;
}
