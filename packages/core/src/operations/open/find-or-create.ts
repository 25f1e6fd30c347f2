/** The one change of this gate: found where there is one, created where there is none, and never twice. */
import { STATE } from '../../decision.ts';
import { GateError, invalidInput } from '../../errors.ts';
import type { InputsOf } from '../../inputs.ts';
import type { Change } from '../../servicenow/change.ts';
import { createChange } from '../../servicenow/change-management.ts';
import type { ChangeFields, WriteResult } from '../../servicenow/changes.ts';
import { resolveNames } from '../../servicenow/records.ts';
import type { OperationContext } from '../context.ts';
import { findNamed } from '../find-change.ts';
import { findOwnChange, isClosedOrCanceled } from '../own-change.ts';
import { reportDifferences } from '../report-differences.ts';
import { requestedFields } from '../requested-fields.ts';
import { readCreation } from './creation.ts';

type CreateInputs = InputsOf<'open'>;

export async function findOrCreate(
  key: string,
  inputs: CreateInputs,
  context: OperationContext,
): Promise<Change> {
  const { changes, log } = context;
  const existing = await findNamed(inputs, context.changes);
  if (existing !== null) return useExisting(existing, inputs, context);

  const fields = await requestedFields(inputs, context);
  checkState(fields, context);
  const creation = readCreation(inputs, context.displayName);
  const known = await findOwnChange(key, context);
  if (known !== null && !isClosedOrCanceled(known)) {
    log.info(`Found ${known.number}, which an earlier run of this build opened.`);
    return known;
  }
  const wanted = { ...withPredecessor(fields, known, context), correlation_id: key };
  const resolved = await resolveNames(context.client, wanted);
  const way = await creation(context.client);
  const { change, differences } = await createOnce(key, context, () =>
    way === undefined ? changes.create(resolved) : createChange(context.client, way, resolved),
  );
  log.info(`Opened ${change.number}: ${changes.url(change)}`);
  try {
    checkCorrelation(change, key);
    reportDifferences(change.number, differences, { strict: inputs.strict, log });
  } catch (error) {
    await rollback(change, context);
    throw error;
  }
  return change;
}

function useExisting(change: Change, inputs: CreateInputs, context: OperationContext): Change {
  const { number } = change;
  if (isClosedOrCanceled(change)) {
    throw new GateError(
      'CHANGE_OVER',
      `${number} is ${change.stateLabel.toLowerCase() || 'over'}, so nothing more can be deployed under it. Name a change that is open, or none to open a new one.`,
    );
  }
  context.log.info(`Uses ${number}: ${context.changes.url(change)}`);
  if (inputs.data !== undefined || inputs['data-file'] !== undefined) {
    context.log.warning(
      `The data is not written to ${number}, which exists already; the update operation does that.`,
    );
  }
  return change;
}

/** A change that begins in a later state has never entered the one that starts its approval. */
function checkState({ state }: ChangeFields, { displayName }: OperationContext): void {
  if (state === undefined || String(state) === STATE.new) return;
  throw invalidInput([
    `${displayName('data')}: state ${JSON.stringify(state)} cannot be set while a change is opened, as its approval would never start; leave state out, and open requests the approval`,
  ]);
}

function withPredecessor(
  fields: ChangeFields,
  over: Change | null,
  { build }: OperationContext,
): ChangeFields {
  if (over === null) return fields;
  const note = `Follows ${over.number} of the same build, which is ${over.stateLabel.toLowerCase()}. ${build.build.url}`;
  return { ...fields, work_notes: fields.work_notes === undefined ? note : `${fields.work_notes}\n${note}` };
}

/** A create that was never answered may have arrived: look, and do not send it again. */
async function createOnce(
  key: string,
  context: OperationContext,
  create: () => Promise<WriteResult>,
): Promise<WriteResult> {
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof GateError) || !UNKNOWN.includes(error.code)) throw error;
    context.log.info('The create was not answered as it should be; looking whether it arrived.');
    const arrived = await findOwnChange(key, context).catch((problem) => {
      if (problem instanceof GateError && DOUBTFUL.includes(problem.code)) throw problem;
      return null;
    });
    if (arrived !== null && !isClosedOrCanceled(arrived)) return { change: arrived, differences: [] };
    throw new GateError(
      'CREATE_UNANSWERED',
      `${error.message} Whether a change was created is not known, and it was not tried a second time. ` +
        `Run this step again: it looks for correlation id ${key} first.`,
      { cause: error },
    );
  }
}

/** Not for the next run to find out: somebody has to look. */
const DOUBTFUL: readonly string[] = ['CHANGE_AMBIGUOUS', 'CHANGE_NOT_OURS'];

/** Answers after which the change may exist all the same. */
const UNKNOWN: readonly string[] = ['UNAVAILABLE', 'NOT_JSON', 'PROXY_PAGE', 'UNEXPECTED_ANSWER'];

/** No later step finds a change without it, and every re-run would open another one: fatal even without `strict`. */
function checkCorrelation({ number, correlationId }: Change, key: string): void {
  if (correlationId === key) return;
  throw new GateError(
    'FIELDS_ALTERED',
    `ServiceNow did not keep the correlation id of ${number} (sent ${key}, came back ${correlationId === '' ? 'empty' : `as ${correlationId}`}), by which every later step finds it. ` +
      'Let the integration user write and read correlation_id, or have the business rule changed that alters it.',
  );
}

/** A change that is not as wanted must not be found by the corrected run, nor wait for people. */
async function rollback(change: Change, { changes, log, build }: OperationContext): Promise<void> {
  const note = `Canceled by ${build.title}: fields were not kept as they were sent. ${build.build.url}`;
  const canceled = await changes
    .update(change, { state: STATE.canceled, work_notes: note })
    .catch(() => null);
  if (canceled?.change.state === STATE.canceled) log.info(`Canceled ${change.number} again.`);
  else log.warning(`${change.number} could not be canceled again; cancel it by hand before the next run.`);
}
