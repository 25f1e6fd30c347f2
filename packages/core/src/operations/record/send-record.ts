/** Leaves the record of a deployment in ServiceNow: a change of its own, with evidence and true times, walked to its end. */
import { DEFAULT_POLICY, STATE } from '../../decision.ts';
import { GateError } from '../../errors.ts';
import type { InputsOf } from '../../inputs.ts';
import type { AttachableFile } from '../../servicenow/attachable-file.ts';
import { type Change, isClosedOrCanceled } from '../../servicenow/change.ts';
import { addAffectedCis } from '../add-affected-cis.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import type { OperationContext } from '../context.ts';
import type { PreparedEvidence } from '../evidence/prepare-evidence.ts';
import { isOfGate } from '../find/doubt.ts';
import { findOwnChange } from '../find/find-own-change.ts';
import { findOrCreate, type OpenedChange } from '../open/find-or-create.ts';
import type { OperationResult } from '../result.ts';
import type { RecordPlan } from './record-plan.ts';
import { walkToEnd } from './walk-to-end.ts';

/** What `record` writes where `open` leaves its policy: no step may deploy under such a change. */
const MARK = 'Change Gate: record';

export interface RecordToSend {
  readonly plan: RecordPlan;
  readonly evidence: PreparedEvidence | undefined;
  readonly attachments: readonly AttachableFile[];
  readonly onNewer: InputsOf<'record'>['on-newer'];
}

/**
 * Goes on with the change that this record has already, if any, so that it may be sent again.
 * @throws GateError CHANGE_NOT_OURS where another change carries its correlation id
 */
export async function sendRecord(
  { plan, evidence, attachments, onNewer }: RecordToSend,
  context: OperationContext,
): Promise<OperationResult> {
  const { log } = context;
  const opened = await ownChange(plan, context);
  const { change } = opened;
  const isOver = isClosedOrCanceled(change) || (change.state === STATE.review && plan.target === 'review');
  if (isOver) {
    log.info(`${change.number} records this deployment already, and is in ${change.stateLabel}.`);
    return { change, verdict: context.decide(change) };
  }
  const isNew = opened.created || change.state === STATE.new;
  if (isNew) {
    await addAffectedCis(change, plan.affectedCis, context);
    const files = [...attachments, ...(evidence?.files ?? [])];
    await attachFiles(change, files, context, { unhashed: 'the same', isNew: opened.created });
  }
  const recorded = isNew ? await evidence?.record(opened, undefined) : undefined;
  const ended = await walkToEnd(opened, plan, context);
  if (recorded) await evidence?.settleOlder(recorded, onNewer, ended);
  return { change: ended, verdict: context.decide(ended), evidence: recorded?.outputs };
}

/** Looks first: a change that has ended is not followed by another one, as that of a gate is. */
async function ownChange(plan: RecordPlan, context: OperationContext): Promise<OpenedChange> {
  const known = await findOwnChange(context);
  if (known === null) {
    const { creation, fields, strict } = plan;
    return findOrCreate(
      { kind: 'new', mark: MARK, creation, fields },
      { wanted: {}, moving: [], strict, policy: DEFAULT_POLICY },
      context,
    );
  }
  if (!isRecord(known, context)) {
    throw new GateError(
      'CHANGE_NOT_OURS',
      `${known.number} carries the correlation id ${context.gate.key} of this record, and no record has created it. Find out who wrote the correlation id there, and take it out.`,
    );
  }
  return { change: known, created: false };
}

function isRecord(change: Change, context: OperationContext): boolean {
  return isOfGate(change, context) || (change.correlationDisplay ?? '').startsWith(MARK);
}
