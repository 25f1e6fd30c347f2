/** The end of an emergency that was deployed before its approval: it is noted, and the change stays open for people. */
import type { Fields } from '../../inputs/fields.ts';
import type { Change } from '../../servicenow/change.ts';
import { resolveNames } from '../../servicenow/records.ts';
import type { OperationContext } from '../context.ts';
import type { Ending } from './ending.ts';

/**
 * Notes on the change how its deployment ended, once.
 * @param fields what else is written
 * @returns the change, which nobody has approved, so that it cannot be closed yet
 */
export async function leaveForApproval(
  change: Change,
  { code, notes }: Ending,
  fields: Fields,
  context: OperationContext,
): Promise<Change> {
  const { changes, log, now } = context;
  log.warning(
    `${change.number} was deployed as an emergency and is in ${change.stateLabel}: it stays open until it is approved and reviewed. ` +
      'Then close it in ServiceNow, or with another run of this step.',
  );
  // It was noted by an earlier run.
  if (change.workEnd !== '' && change.workEnd !== null) return change;
  const note = `Deployed as an emergency before its approval: ${code}. ${notes} To be approved, reviewed and closed.`;
  const own = typeof fields.work_notes === 'string' ? `${note}\n${fields.work_notes}` : note;
  const written = { ...(await resolveNames(context, fields)), work_end: now(), work_notes: own };
  return (await changes.update(change, written)).change;
}
