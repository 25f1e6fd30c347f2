/** The evidence where nothing of ours keeps it on the instance: in the change's own columns, and one work note. */
import { STATE } from '../../decision.ts';
import { type EvidenceRecord, PLAN_COLUMNS } from '../../evidence/contract.ts';
import type { OperationContext } from '../context.ts';
import type { OpenedChange } from '../open/find-or-create.ts';

/**
 * Writes the plans that are empty, and the note, of a change about which nobody has been asked; one that is past that has them
 * from an earlier run.
 */
export async function leaveAsText(
  { change, created }: OpenedChange,
  { note, plans }: Pick<EvidenceRecord, 'note' | 'plans'>,
  { changes, log }: Pick<OperationContext, 'changes' | 'log'>,
): Promise<void> {
  if (!created && change.state !== STATE.new) return;
  const there = await changes.texts(change, PLAN_COLUMNS);
  if (there.test_plan === plans.test_plan) return;
  const empty = Object.entries(plans).filter(([column]) => there[column] === '');
  await changes.update(change, { ...Object.fromEntries(empty), work_notes: note });
  log.info(
    `Wrote the evidence to ${change.number} as text: ${[...empty.map(([column]) => column), 'work note'].join(', ')}.`,
  );
}
