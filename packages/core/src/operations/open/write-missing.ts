/** What `open` makes of the data where the change exists already: written, or named. */
import { STATE } from '../../decision.ts';
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import { JOURNALS } from '../../servicenow/differences.ts';
import { resolveNames } from '../../servicenow/records.ts';
import type { OperationContext } from '../context.ts';
import { reportDifferences } from '../report-differences.ts';
import type { OpenPlan } from './plan.ts';

/** Who is asked depends on them: they stay as the change was opened. */
const SET_ONCE: readonly string[] = ['type', 'chg_model'];

/**
 * Writes to a change in New the fields that it does not hold as they are wanted. Once people have been asked, they
 * decide by what the change says, so nothing is written: a warning names the fields, and with `strict` an error,
 * but for times that count from now.
 * @throws GateError FIELDS_ALTERED
 */
export async function writeMissing(
  found: Change,
  { wanted, moving, strict }: Pick<OpenPlan, 'wanted' | 'moving' | 'strict'>,
  context: OperationContext,
): Promise<Change> {
  const { changes, log } = context;
  const { number } = found;
  const isNote = (column: string) => JOURNALS.includes(column);
  const notes = Object.keys(wanted).filter(isNote);
  if (notes.length > 0) {
    log.warning(
      `${notes.join(', ')} not written to ${number}, which exists already and may have them; the update operation writes them.`,
    );
  }
  const asked = Object.fromEntries(Object.entries(wanted).filter(([column]) => !isNote(column)));
  if (Object.keys(asked).length === 0) return found;

  const { change, missing } = await changes.missing(found, await resolveNames(context, asked));
  const isWritten = (column: string) => change.state === STATE.new && !SET_ONCE.includes(column);
  const left = Object.keys(missing).filter((column) => !isWritten(column));
  if (left.length > 0) {
    const line = `${number} exists already, in ${change.stateLabel}, and does not hold as they are asked for here: ${left.join(', ')}. They were not written, as people decide by what it says.`;
    if (strict && left.some((column) => !moving.includes(column))) {
      throw new GateError(
        'FIELDS_ALTERED',
        `${line} Write them with the update operation, or cancel the change to open another one.`,
      );
    }
    log.warning(`${line} The update operation writes fields; type and model stay.`);
  }
  const fields = Object.fromEntries(Object.entries(missing).filter(([column]) => isWritten(column)));
  if (Object.keys(fields).length === 0) return change;
  const written = await changes.update(change, fields);
  log.info(`Wrote ${Object.keys(fields).join(', ')} to ${number}.`);
  reportDifferences(number, written.differences, { strict, log });
  return written.change;
}
