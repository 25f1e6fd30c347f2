/** Writes fields, notes, attachments and affected CIs of the change, and walks it to a state; or does so with one task. */
import { GateError, invalidInput } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change } from '../servicenow/change.ts';
import { nextStates } from '../servicenow/change-management.ts';
import { resolveNames } from '../servicenow/records.ts';
import { stateValue } from '../servicenow/states.ts';
import { addAffectedCis } from './add-affected-cis.ts';
import { attachFiles } from './attachments/attach-files.ts';
import { attachableFiles } from './attachments/attachable-files.ts';
import type { OperationContext } from './context.ts';
import { evidenceIn } from './evidence/evidence-inputs.ts';
import { prepareEvidence } from './evidence/prepare-evidence.ts';
import { findChange } from './find/find-change.ts';
import { refuseGuardedColumns } from './guarded-columns.ts';
import { reportDifferences } from './report-differences.ts';
import { checkPlanned, readData, requestedFields } from './requested-fields.ts';
import type { OperationResult } from './result.ts';
import { moveTask } from './tasks/move-task.ts';
import { walk } from './walk/walk.ts';

type UpdateInputs = InputsOf<'update'>;

export async function update(inputs: UpdateInputs, context: OperationContext): Promise<OperationResult> {
  if (inputs.task !== undefined) {
    const change = await moveTask(inputs.task, inputs, context);
    return { change, verdict: context.decide(change) };
  }
  const { log, clock, displayName } = context;
  const data = await readData(inputs, displayName);
  const { fields } = requestedFields(inputs, data, clock.now(), displayName);
  if (fields.state !== undefined) {
    throw invalidInput([
      `${displayName('data')}: holds state; give it as ${displayName('state')}, which walks the allowed path`,
    ]);
  }
  refuseGuardedColumns(fields, true, displayName);
  const files = await attachableFiles(inputs, displayName);
  // What its build tells by itself is open's to record.
  const evidence = evidenceIn(inputs).length === 0 ? undefined : await prepareEvidence(inputs, context);
  const found = await findChange(inputs, context);
  const written = await write(found, fields, inputs, context);
  await addAffectedCis(written, inputs['affected-cis'], context);
  await attachFiles(written, [...files, ...(evidence?.files ?? [])], context);
  const recorded = await evidence?.record({ change: written, created: false }, undefined);
  const change =
    inputs.state === undefined
      ? written
      : await walk(written, await stateOf(inputs.state, written, context), () => ({}), context);
  log.info(`Updated ${change.number}, which is in ${change.stateLabel}.`);
  return { change, verdict: context.decide(change), evidence: recorded?.outputs };
}

async function write(
  change: Change,
  fields: Readonly<Record<string, unknown>>,
  inputs: UpdateInputs,
  context: OperationContext,
): Promise<Change> {
  if (Object.keys(fields).length === 0) return change;
  const { changes, log, displayName } = context;
  if (fields.start_date !== undefined || fields.end_date !== undefined) {
    const { start_date: start = change.plannedStart, end_date: end = change.plannedEnd } = fields;
    checkPlanned(String(start ?? ''), String(end ?? ''), displayName);
  }
  const written = await changes.update(change, await resolveNames(context, fields));
  reportDifferences(change.number, written.differences, { strict: inputs.strict, log });
  return written.change;
}

/** A label that is not one of the default model's is one of the change's own model. */
async function stateOf(wanted: string, change: Change, { client }: OperationContext): Promise<string> {
  const known = stateValue(wanted);
  if (known !== undefined) return known;
  if (wanted.toLowerCase() === change.stateLabel.toLowerCase()) return change.state;
  const labels = (await nextStates(client, change))?.labels ?? {};
  const found = Object.entries(labels).find(([, label]) => label.toLowerCase() === wanted.toLowerCase());
  if (found !== undefined) return found[0];
  const following = Object.values(labels);
  throw new GateError(
    'STATE_NOT_REACHED',
    `${change.number} is in ${change.stateLabel}, and its model knows no state ${JSON.stringify(wanted)} that follows` +
      `${following.length > 0 ? ` (${following.join(', ')})` : ''}. Name one of these, or give the state's value.`,
  );
}
