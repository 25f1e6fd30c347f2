/** A change that people have approved is not adopted for its correlation id alone. */
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { beginningOf } from '../find/doubt.ts';
import { registeredOf } from '../find/find-own-change.ts';

/**
 * Whoever may write changes can write a correlation id into one that was approved for something else; a change that an
 * `open` was kept from going on with has nobody's approval yet. So an approved one needs more: the registration of this
 * gate, or a creator and a time that can be seen to be this build's.
 * @param change that a gate is about to adopt, without a sys_id of the gate
 * @param created the one that this run has opened, which stays: two open ones open no gate
 * @throws GateError CHANGE_NOT_OURS
 */
export async function refuseUnproven(
  change: Change,
  created: Change | null,
  context: OperationContext,
): Promise<void> {
  const { build, client, gate, displayName } = context;
  if (['not requested', 'requested'].includes(change.approval ?? '')) return;
  if (beginningOf(build) !== null && client.userName !== undefined) return;
  if ((await registeredOf([change], context)) !== null) return;
  throw new GateError(
    'CHANGE_NOT_OURS',
    `${change.number} carries this build's correlation id ${gate.key} and is past being asked for approval, and nothing proves that this build opened it. ` +
      `If it did, name it with ${displayName('change-number')}; if not, find out who wrote the correlation id there, and take it out` +
      `${created === null ? '.' : ` (${created.number}, which was opened now, stays).`}`,
  );
}
