/** Cancels the change of a pipeline that was itself cancelled. */
import { gateKey } from '../callback/key.ts';
import { DEFAULT_POLICY, decide, STATE } from '../decision.ts';
import { GateError } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { ChangeFields } from '../servicenow/changes.ts';
import { withdrawRegistration } from '../servicenow/registrations.ts';
import { findChange } from './find-change.ts';
import { type OperationContext, type OperationResult, serviceNowTime } from './operation.ts';
import { notes } from './requested-fields.ts';

/** No way leads from here to Canceled (ServiceNow docs, "Change state model"). */
const OVER: readonly string[] = [STATE.review, STATE.closed];

export async function cancel(
  inputs: InputsOf<'cancel'>,
  context: OperationContext,
): Promise<OperationResult> {
  const { changes, log, clock } = context;
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
  await withdraw(inputs, context);
  const { change } = await changes.update(found, {
    state: STATE.canceled,
    ...closingNotes(inputs, context),
  });
  if (change.state !== STATE.canceled) {
    throw new GateError(
      'WRITE_IGNORED',
      `${found.number} was not canceled: the instance answered with success and left it in ${change.stateLabel}. ` +
        `Look at the change's model and business rules: ${changes.url(change)}`,
    );
  }
  log.info(`Canceled ${change.number}.`);
  return { change, verdict: decide(change, DEFAULT_POLICY, serviceNowTime(clock.now())) };
}

function closingNotes(inputs: InputsOf<'cancel'>, { build }: OperationContext): ChangeFields {
  return { work_notes: `Canceled with ${build.title}. ${build.build.url}`, ...notes(inputs) };
}

/** First: the canceled change would else deny a build that ends anyway. */
async function withdraw(inputs: InputsOf<'cancel'>, { build, client, log }: OperationContext): Promise<void> {
  if (!build.callback) return;
  try {
    const key = gateKey(build.ci, build.buildKey, inputs['gate-name']);
    if (await withdrawRegistration(client, key)) log.info('Withdrew the registration of its callback.');
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    log.warning(`The registration of its callback could not be withdrawn. ${error.message}`);
  }
}
