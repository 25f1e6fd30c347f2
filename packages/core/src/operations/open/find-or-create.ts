/** The one change of this gate: found where there is one, created where there is none, and never twice. */
import { GateError } from '../../errors.ts';
import { type Change, isClosedOrCanceled } from '../../servicenow/change.ts';
import { type Creation, createChange } from '../../servicenow/change-management.ts';
import type { ChangeFields } from '../../servicenow/changes.ts';
import { resolveNames } from '../../servicenow/records.ts';
import type { OperationContext } from '../context.ts';
import { findOwnChange } from '../find/find-own-change.ts';
import { reportDifferences } from '../report-differences.ts';
import { createOnce } from './create-once.ts';
import { resolveCreation } from './creation.ts';
import type { NewChange, OpenPlan } from './plan.ts';
import { takeBack } from './take-back.ts';
import { writeMissing } from './write-missing.ts';

/** A change that `open` goes on with. */
export interface OpenedChange {
  readonly change: Change;
  /** Whether this run has created it, so that it is where its model begins. */
  readonly created: boolean;
}

/** Finds the change that an earlier run of this build has opened, or creates it. */
export async function findOrCreate(
  { fields: asked, mark, creation: way }: NewChange,
  plan: Omit<OpenPlan, 'change'>,
  context: OperationContext,
): Promise<OpenedChange> {
  const { changes, client, gate, log } = context;
  const known = await findOwnChange(context);
  if (known !== null && !isClosedOrCanceled(known)) {
    log.info(`Found ${known.number}, which an earlier run of this build opened.`);
    return { change: await writeMissing(known, plan, context), created: false };
  }
  const wanted = {
    ...withPredecessor(asked, known, context),
    correlation_id: gate.key,
    ...(mark !== '' && { correlation_display: mark }),
  };
  const fields = await resolveNames(context, wanted);
  const creation = await resolveCreation(way, context);
  const create = () =>
    creation === undefined ? changes.create(fields) : createChange(client, creation, fields);
  const { change, differences } = await createOnce(create, context);
  log.info(`Opened ${change.number}: ${changes.url(change)}`);
  try {
    checkCorrelation(change, gate.key);
    checkApproval(change, creation);
    // The mark is nobody's data: open says at its end where it was not kept.
    const ofData = differences.filter((difference) => !difference.startsWith('correlation_display '));
    reportDifferences(change.number, ofData, { strict: plan.strict, log });
  } catch (error) {
    await takeBack(change, 'it is not the change that was asked for', context);
    throw error;
  }
  return { change, created: true };
}

function withPredecessor(
  fields: ChangeFields,
  predecessor: Change | null,
  { build }: OperationContext,
): ChangeFields {
  if (predecessor === null) return fields;
  const { number, stateLabel } = predecessor;
  const note = `Follows ${number} of the same build, which is ${stateLabel.toLowerCase()}. ${build.build.url}`;
  return { ...fields, work_notes: fields.work_notes === undefined ? note : `${fields.work_notes}\n${note}` };
}

/** No later step finds a change without it, and every re-run would open another one: fatal even without `strict`. */
function checkCorrelation({ number, correlationId }: Change, key: string): void {
  if (correlationId === key) return;
  throw new GateError(
    'FIELDS_ALTERED',
    `ServiceNow did not keep the correlation id of ${number} (sent ${key}, came back ${correlationId === '' ? 'empty' : `as ${correlationId}`}), by which every later step finds it. ` +
      'Let the integration user write and read correlation_id, or have the business rule changed that alters it.',
  );
}

/** A model, or a rule of the instance, may have made it a standard change, which nobody is asked to approve. */
function checkApproval({ number, type }: Change, creation: Creation | undefined): void {
  if (creation !== undefined && 'standardTemplate' in creation) return;
  if (type === '') {
    throw new GateError(
      'GATE_UNSAFE',
      `Whether ${number} is a standard change, which nobody is asked to approve, cannot be seen. Let the integration user read type of change_request.`,
    );
  }
  if (type.toLowerCase() !== 'standard') return;
  throw new GateError(
    'GATE_UNSAFE',
    `${number} became a standard change, which nobody is asked to approve, without a template that was approved beforehand. ` +
      'Name its template, or the model of a change that people approve.',
  );
}
