/** What becomes of the changes of older builds of a stream that still wait, once a newer one is opened: the input `on-newer`. */
import { STATE } from '../../decision.ts';
import { GateError } from '../../errors.ts';
import type { EvidenceAnswer } from '../../evidence/contract.ts';
import type { InputsOf } from '../../inputs.ts';
import { type Change, isClosedOrCanceled } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { isDecided } from '../is-decided.ts';

type Older = EvidenceAnswer['older'][number];

/**
 * Notes the newer change on those that wait, or cancels them, which lets ServiceNow end their builds. One that people have decided,
 * or that is in Implement or later, stays as it is. What fails is a warning: the newer change is open either way.
 */
export async function settleOlder(
  older: readonly Older[],
  rule: InputsOf<'open'>['on-newer'],
  newer: Change,
  context: OperationContext,
): Promise<void> {
  if (rule === 'keep') return;
  for (const one of older) {
    try {
      await settle(one, rule, newer, context);
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      context.log.warning(
        `${one.number}, of an older build, waits on: it could not be ${rule === 'cancel' ? 'canceled' : 'noted there that this one is newer'}. ${error.message}`,
      );
    }
  }
}

async function settle(
  { sys_id, number }: Older,
  rule: 'note' | 'cancel',
  newer: Change,
  { changes, build, log }: OperationContext,
): Promise<void> {
  const found = await changes.find({ sys_id });
  if (found === null || isClosedOrCanceled(found) || isDecided(found)) {
    log.info(`${number}, of an older build, stays as it is: it does not wait for its approval any more.`);
    return;
  }
  const link = `${newer.number} of a newer build (${build.title}) is open: ${changes.url(newer)}`;
  if (rule === 'note') {
    await changes.addWorkNote(found, `${link}\nThis change is older, and still waits for its approval.`);
    log.info(`Noted on ${number}, of an older build, that this one is newer.`);
    return;
  }
  const work_notes = `Canceled, as ${link}`;
  const { change } = await changes.update(found, { state: STATE.canceled, work_notes });
  if (change.state === STATE.canceled) log.info(`Canceled ${number}, of an older build.`);
  else {
    log.warning(
      `${number}, of an older build, was not canceled: the instance answered with success and left it in ${change.stateLabel}. Look at the change's model and business rules: ${changes.url(found)}`,
    );
  }
}
