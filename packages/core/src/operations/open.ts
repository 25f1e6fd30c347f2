/** Opens the change, or finds the one that this gate already opened, and registers the callback. */
import type { CallbackRegistration } from '../callback/contract.ts';
import { gateKey } from '../callback/key.ts';
import { decide, type Policy, STATE } from '../decision.ts';
import { GateError } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change, ChangeFields } from '../servicenow/changes.ts';
import { register } from '../servicenow/registrations.ts';
import { type OperationContext, type OperationResult, serviceNowTime } from './operation.ts';
import { policyOf } from './policy.ts';

type OpenInputs = InputsOf<'open'>;

export async function open(inputs: OpenInputs, context: OperationContext): Promise<OperationResult> {
  const key = gateKey(context.build.ci, context.build.buildKey, inputs['gate-name']);
  const policy = policyOf(inputs, deadline(inputs, context.now()));

  const opened = await findOrCreate(key, inputs.data, context);
  const change = inputs.submit ? await requestApproval(opened, context) : opened;
  await registerCallback(change, key, policy, inputs, context);

  return { change, verdict: decide(change, policy, serviceNowTime(context.now())) };
}

async function findOrCreate(
  key: string,
  data: ChangeFields,
  { changes, log }: OperationContext,
): Promise<Change> {
  const known = await changes.byCorrelationId(key);
  if (known !== null && known.state !== STATE.closed && known.state !== STATE.canceled) {
    log.info(`Found ${known.number}, which an earlier run of this build opened.`);
    return known;
  }
  const change = await createOnce(key, data, changes);
  log.info(`Opened ${change.number}: ${changes.url(change)}`);
  return change;
}

/** A create that was never answered may have arrived: look, and do not send it again. */
async function createOnce(
  key: string,
  data: ChangeFields,
  changes: OperationContext['changes'],
): Promise<Change> {
  try {
    return await changes.create({ ...data, correlation_id: key });
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== 'UNAVAILABLE') throw error;
    const arrived = await changes.byCorrelationId(key).catch(() => null);
    if (arrived !== null) return arrived;
    throw new GateError(
      'CREATE_UNANSWERED',
      `${error.message} Whether a change was created is not known, and it was not tried a second time. ` +
        `Run this step again: it looks for correlation id ${key} first.`,
      { cause: error },
    );
  }
}

/** Where a change goes when its approval is requested (ServiceNow docs, "Process a change request"). */
const SUBMITTED: Readonly<Record<string, string>> = {
  normal: STATE.assess,
  emergency: STATE.authorize,
  standard: STATE.scheduled,
};

/** A change that cannot be submitted stays a gate: people can still complete and submit it by hand. */
async function requestApproval(change: Change, { changes, log }: OperationContext): Promise<Change> {
  if (change.state !== STATE.new) return change;
  const state = SUBMITTED[change.type] ?? STATE.assess;
  try {
    const submitted = await changes.update(change, { state });
    if (submitted.state !== STATE.new) {
      log.info(`${change.number} is in ${submitted.stateLabel}: approval requested.`);
      return submitted;
    }
    log.warning(
      `${change.number} is still in New, so nobody has been asked to approve it. Request its approval in ServiceNow.`,
    );
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== 'WRITE_REFUSED') throw error;
    log.warning(`${change.number} stays in New, so nobody has been asked to approve it. ${error.message}`);
  }
  return change;
}

async function registerCallback(
  change: Change,
  key: string,
  policy: Policy,
  inputs: OpenInputs,
  context: OperationContext,
): Promise<void> {
  const { build, client, changes, log } = context;
  const registration: CallbackRegistration = {
    change: { number: change.number, sys_id: change.sysId },
    build: build.build,
    ci: build.ci,
    server: build.server,
    target: build.target(inputs['gate-name']),
    credential: { token: inputs['callback-token'] },
    policy: {
      proceed_states: policy.proceedStates,
      conflict: policy.conflict,
      window: policy.window,
      deadline: policy.deadline,
    },
    key,
  };
  try {
    await register(client, registration);
  } catch (error) {
    // The change exists: whoever looks at it must learn why no build will answer to its approval.
    await changes
      .addWorkNote(
        change,
        `${build.title} could not register for a callback and will not wait for this change. ${build.build.url}`,
      )
      .catch(() => log.warning(`The reason could not be noted on ${change.number} either.`));
    if (!(error instanceof GateError)) throw error;
    throw new GateError(
      error.code,
      `${change.number} is open, but its callback is not registered. ${error.message} ` +
        'Run this step again afterwards: it picks this change up.',
      { cause: error },
    );
  }
  log.info(`ServiceNow calls back when ${change.number} is decided. No runner is held until then.`);
}

function deadline(inputs: OpenInputs, now: Date): string {
  const minutes = inputs['deadline-minutes'];
  return minutes === undefined ? '' : serviceNowTime(new Date(now.getTime() + minutes * 60_000));
}
