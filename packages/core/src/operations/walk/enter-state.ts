import type { Change } from '../../servicenow/change.ts';
import type { ChangeFields } from '../../servicenow/changes.ts';
import { JOURNALS } from '../../servicenow/differences.ts';
import type { OperationContext } from '../context.ts';
import { type Attempt, tryState } from './try-state.ts';

/** Gives what a state may demand; asked only once a step is refused, since it may cost requests. */
export type Demanded = () => Promise<ChangeFields>;

/**
 * Moves a change into a state; where a rule or a data policy refuses that, once more with the fields that the state may
 * demand. They are not sent at first: what a form keeps read-only until Review is dropped before it.
 */
export async function enterState(
  change: Change,
  state: string,
  fields: ChangeFields,
  { context, ifRefused }: { readonly context: OperationContext; readonly ifRefused: Demanded },
): Promise<Attempt> {
  const plain = await tryState(change, state, fields, context);
  if (plain.moved || plain.refusal.code === 'WRITE_IGNORED') return plain;
  const demanded = Object.entries(await ifRefused());
  // Notes are no answer to what a state demands, and those that are written twice stand there twice.
  const more = demanded.filter(([name]) => !(name in fields) && !JOURNALS.includes(name));
  if (more.length === 0) return plain;
  return tryState(change, state, { ...Object.fromEntries(more), ...fields }, context);
}
