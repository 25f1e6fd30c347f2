/** Cancels the change of a pipeline that was itself cancelled. */
import { gateKey } from '../callback/key.ts';
import { serviceNowTime } from '../clock.ts';
import { DEFAULT_POLICY, decide, STATE } from '../decision.ts';
import { GateError } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change } from '../servicenow/change.ts';
import type { ChangeFields } from '../servicenow/changes.ts';
import { withdrawRegistration } from '../servicenow/registrations.ts';
import type { OperationContext, OperationResult } from './context.ts';
import { findChange } from './find-change.ts';
import { notes } from './requested-fields.ts';

/** No way leads from here to Canceled (ServiceNow docs, "Change state model"). */
const OVER: readonly string[] = [STATE.review, STATE.closed];

export async function cancel(
  inputs: InputsOf<'cancel'>,
  context: OperationContext,
): Promise<OperationResult> {
  const { log, clock } = context;
  const found = await findChange(inputs, context);
  if (OVER.includes(found.state)) {
    throw new GateError(
      'NOT_CANCELABLE',
      `${found.number} is in ${found.stateLabel}: a change that was implemented is closed, not canceled.`,
    );
  }
  if (found.state === STATE.canceled) {
    log.info(`${found.number} is canceled already.`);
    return { change: found, verdict: decide(found, DEFAULT_POLICY, serviceNowTime(clock.now())) };
  }
  const withdrawn = await withdraw(inputs, context);
  const change = await cancelChange(found, inputs, context).catch((error) => {
    if (!(error instanceof GateError) || !withdrawn) throw error;
    const now = `${found.number} stays open, and nobody is called back any more; open registers again.`;
    throw new GateError(error.code, `${error.message} ${now}`, { cause: error });
  });
  log.info(`Canceled ${change.number}.`);
  return { change, verdict: decide(change, DEFAULT_POLICY, serviceNowTime(clock.now())) };
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
  return { work_notes: `Canceled with ${build.title}. ${build.build.url}`, ...notes(inputs) };
}

/**
 * First: the canceled change would else deny a build that ends anyway.
 * @returns whether there was one to withdraw
 */
async function withdraw(
  inputs: InputsOf<'cancel'>,
  { build, client, log }: OperationContext,
): Promise<boolean> {
  if (!build.callback) return false;
  try {
    const key = gateKey(build.ci, build.buildKey, inputs['gate-name']);
    const withdrawn = await withdrawRegistration(client, key);
    if (withdrawn) log.info('Withdrew the registration of its callback.');
    return withdrawn;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    log.warning(`The registration of its callback could not be withdrawn. ${error.message}`);
    return false;
  }
}
