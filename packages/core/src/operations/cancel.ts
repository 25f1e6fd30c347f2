/** Cancels the change of a pipeline that was itself cancelled. */
import { STATE } from '../decision.ts';
import { GateError } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change } from '../servicenow/change.ts';
import type { ChangeFields } from '../servicenow/changes.ts';
import { withdrawRegistration } from '../servicenow/registrations.ts';
import type { OperationContext } from './context.ts';
import { findChange } from './find/find-change.ts';
import { noteFields } from './requested-fields.ts';
import type { OperationResult } from './result.ts';

/** No way leads from here to Canceled (ServiceNow docs, "Change state model"). */
const IMPLEMENTED: readonly string[] = [STATE.review, STATE.closed];

export async function cancel(
  inputs: InputsOf<'cancel'>,
  context: OperationContext,
): Promise<OperationResult> {
  const { log, decide } = context;
  const found = await findChange(inputs, context);
  if (IMPLEMENTED.includes(found.state)) {
    throw new GateError(
      'NOT_CANCELABLE',
      `${found.number} is in ${found.stateLabel}: a change that was implemented is closed, not canceled.`,
    );
  }
  if (found.state === STATE.canceled) {
    log.info(`${found.number} is canceled already.`);
    return { change: found, verdict: decide(found) };
  }
  const withdrawn = await withdraw(context);
  const change = await cancelChange(found, inputs, context).catch((error) => {
    if (!(error instanceof GateError) || !withdrawn) throw error;
    const now = `${found.number} stays open, and nobody is called back any more; open registers again.`;
    throw new GateError(error.code, `${error.message} ${now}`, { cause: error });
  });
  log.info(`Canceled ${change.number}.`);
  return { change, verdict: decide(change) };
}

async function cancelChange(
  found: Change,
  inputs: InputsOf<'cancel'>,
  context: OperationContext,
): Promise<Change> {
  const { changes } = context;
  const { change } = await changes.update(found, {
    state: STATE.canceled,
    ...closingNotes(inputs, context),
  });
  if (change.state === STATE.canceled) return change;
  throw new GateError(
    'WRITE_IGNORED',
    `${found.number} was not canceled: the instance answered with success and left it in ${change.stateLabel}. ` +
      `Look at the change's model and business rules: ${changes.url(change)}`,
  );
}

function closingNotes(inputs: InputsOf<'cancel'>, { build }: OperationContext): ChangeFields {
  return { work_notes: `Canceled with ${build.title}. ${build.build.url}`, ...noteFields(inputs) };
}

/**
 * First: the canceled change would else deny a build that ends anyway.
 * @returns whether there was one to withdraw
 */
async function withdraw({ build, gate, client, log }: OperationContext): Promise<boolean> {
  if (!build.callback) return false;
  try {
    const withdrawn = await withdrawRegistration(client, gate.key);
    if (withdrawn) log.info('Withdrew the registration of its callback.');
    return withdrawn;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    log.warning(`The registration of its callback could not be withdrawn. ${error.message}`);
    return false;
  }
}
