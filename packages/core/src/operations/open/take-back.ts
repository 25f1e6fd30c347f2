import { STATE } from '../../decision.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';

/**
 * Cancels a change that this run has created: it must not be found by the next run, nor wait for people.
 * @returns whether it is canceled now
 */
export async function takeBack(
  change: Change,
  why: string,
  { changes, log, build }: OperationContext,
): Promise<boolean> {
  const work_notes = `Canceled by ${build.title}: ${why}. ${build.build.url}`;
  const canceled = await changes.update(change, { state: STATE.canceled, work_notes }).catch(() => null);
  const isCanceled = canceled?.change.state === STATE.canceled;
  if (isCanceled) log.info(`Canceled ${change.number} again.`);
  else
    log.warning(`${change.number} could not be canceled again; cancel it in ServiceNow before the next run.`);
  return isCanceled;
}
