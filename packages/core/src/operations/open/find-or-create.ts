/** The one change of this gate: created where there is none, found where there is one, and never two of them. */
import { GateError } from '../../errors.ts';
import { markWithPlace } from '../../policy/policy-mark.ts';
import { type Change, isClosedOrCanceled } from '../../servicenow/change.ts';
import { type Creation, createChange } from '../../servicenow/change-management.ts';
import type { ChangeFields, WriteResult } from '../../servicenow/changes.ts';
import { resolveNames } from '../../servicenow/records.ts';
import type { OperationContext } from '../context.ts';
import { changeSysIds } from '../find/change-identity.ts';
import { placeOf, refuseOtherPlace } from '../find/place.ts';
import { reportDifferences } from '../report-differences.ts';
import { createOnce } from './create-once.ts';
import { resolveCreation } from './creation.ts';
import { followsNote } from './follows-note.ts';
import type { NewChange, OpenPlan } from './plan.ts';
import { settleTwins } from './settle-twins.ts';
import { takeBack } from './take-back.ts';
import { writeMissing } from './write-missing.ts';

/** A change that `open` goes on with. */
export interface OpenedChange {
  readonly change: Change;
  /** Whether this run has created it, so that it is where its model begins. */
  readonly created: boolean;
}

/**
 * Creates the change with a sys_id of the gate, or finds the one that an earlier run has opened: no lookup comes first, as
 * an instance that keeps the sys_id makes no second change.
 * @throws GateError
 */
export async function findOrCreate(
  { fields: asked, mark, creation: way }: NewChange,
  plan: Pick<OpenPlan, 'wanted' | 'moving' | 'strict' | 'policy'>,
  context: OperationContext,
): Promise<OpenedChange> {
  const { gate, changes, client, log } = context;
  const fields: ChangeFields = await resolveNames(context, {
    ...asked,
    correlation_id: gate.key,
    correlation_display: markWithPlace(mark, placeOf(context)),
  });
  if (asked.cmdb_ci !== undefined && fields.cmdb_ci === undefined) tellOfConflicts(plan, context);
  const creation = await resolveCreation(way, context);
  const sysIds = changeSysIds(gate.key);
  let predecessor: Change | null = null;
  for (let index = 0; index < sysIds.length; ) {
    const sysId = sysIds[index] ?? '';
    const wanted = { ...withPredecessor(fields, predecessor, context), sys_id: sysId };
    const create = () =>
      creation === undefined ? changes.create(wanted) : createChange(client, creation, wanted);
    const tried = await createOnce(create, sysId, context);
    const known = 'known' in tried ? tried.known : await settleTwins(tried.created.change, sysId, context);
    if (known === null && 'created' in tried) {
      return {
        change: await accept(tried.created, { creation, strict: plan.strict }, context),
        created: true,
      };
    }
    if (known !== null && !isClosedOrCanceled(known)) {
      refuseOtherPlace(known, context);
      log.info(`Found ${known.number}, which an earlier run of this build opened.`);
      return { change: await writeMissing(known, plan, context), created: false };
    }
    predecessor = known;
    const after = sysIds.indexOf(known?.sysId ?? '') + 1;
    if (after <= index) break;
    index = after;
  }
  throw new GateError(
    'CHANGE_OVER',
    `${predecessor?.number} has ended, and this build can open no other change that its later steps would find. Start another build, or name a change that is open.`,
  );
}

/** Left out, where names are taken leniently: ServiceNow checks a change that has a configuration item. */
function tellOfConflicts({ policy }: Pick<OpenPlan, 'policy'>, { log, displayName }: OperationContext): void {
  if (policy.conflict === 'ignore') return;
  log.warning(
    `Without cmdb_ci ServiceNow checks no conflicts, and under ${displayName('conflict-policy')} ${policy.conflict} the build waits until it has: set cmdb_ci on the change, and run Check Conflicts on it.`,
  );
}

/** Takes the change as it was created, or cancels it again. */
async function accept(
  { change, differences }: WriteResult,
  { creation, strict }: { readonly creation: Creation | undefined; readonly strict: boolean },
  context: OperationContext,
): Promise<Change> {
  const { changes, gate, log } = context;
  log.info(`Opened ${change.number}: ${changes.url(change)}`);
  try {
    checkCorrelation(change, gate.key);
    checkApproval(change, creation);
    // These are nobody's data: open says at its end where the mark was not kept, and does without the sys_id.
    const ofData = differences.filter((difference) => !/^(correlation_display|sys_id) /.test(difference));
    reportDifferences(change.number, ofData, { strict, log });
  } catch (error) {
    await takeBack(change, 'it is not the change that was asked for', context);
    throw error;
  }
  return change;
}

function withPredecessor(
  fields: ChangeFields,
  predecessor: Change | null,
  context: OperationContext,
): ChangeFields {
  if (predecessor === null) return fields;
  const note = followsNote(predecessor, context);
  return { ...fields, work_notes: fields.work_notes === undefined ? note : `${fields.work_notes}\n${note}` };
}

/** No later step finds a change without it, and every re-run would open another one: fatal even without `strict`. */
export function checkCorrelation({ number, correlationId }: Change, key: string): void {
  if (correlationId === key) return;
  throw new GateError(
    'FIELDS_ALTERED',
    `ServiceNow did not keep the correlation id of ${number} (sent ${key}, came back ${correlationId === '' ? 'empty' : `as ${correlationId}`}), by which every later step finds it.`,
    {
      remedy:
        'Let the integration user write and read correlation_id, or have the business rule changed that alters it.',
    },
  );
}

/** A model, or a rule of the instance, may have made it a standard change, which nobody is asked to approve. */
export function checkApproval({ number, type }: Change, creation: Creation | undefined): void {
  if (creation !== undefined && 'standardTemplate' in creation) return;
  if (type === '') {
    throw new GateError(
      'GATE_UNSAFE',
      `Whether ${number} is a standard change, which nobody is asked to approve, cannot be seen.`,
      { remedy: 'Let the integration user read type of change_request.' },
    );
  }
  if (type.toLowerCase() !== 'standard') return;
  throw new GateError(
    'GATE_UNSAFE',
    `${number} became a standard change, which nobody is asked to approve, without a template that was approved beforehand.`,
    { remedy: 'Name its template, or the model of a change that people approve.' },
  );
}
