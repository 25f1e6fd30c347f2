/** The callback of a gate: the credential with which ServiceNow will call the CI, and the registration. */
import type { DisplayName } from '../adapter.ts';
import type { CallbackRegistration } from '../callback/contract.ts';
import type { Policy } from '../decision.ts';
import { GateError, invalidInput } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change } from '../servicenow/change.ts';
import { register } from '../servicenow/registrations.ts';
import type { OperationContext } from './context.ts';
import { policyContract } from './policy.ts';

/** What ServiceNow calls the CI with: a token, or the name of a credential that it keeps. */
export type CallbackCredential = CallbackRegistration['credential'];

/** Reads the callback's credential from the inputs. @throws GateError INVALID_INPUT unless there is exactly one */
export function callbackCredential(
  inputs: Pick<InputsOf<'open'>, 'callback-token' | 'callback-alias'>,
  displayName: DisplayName,
): CallbackCredential {
  const { 'callback-token': token, 'callback-alias': alias } = inputs;
  const [tokenName, aliasName] = [displayName('callback-token'), displayName('callback-alias')];
  if (token !== undefined && alias !== undefined) {
    throw invalidInput([`${tokenName} and ${aliasName} are both set; set one of them`]);
  }
  if (token !== undefined) return { token };
  if (alias !== undefined) return { alias };
  throw invalidInput([`${tokenName}: is required, unless ${aliasName} is set`]);
}

interface Callback {
  readonly change: Change;
  readonly policy: Policy;
  readonly credential: CallbackCredential;
}

/** Registers the callback; where that fails, notes on the change that no build will go on by it. */
export async function registerCallback(
  { change, policy, credential }: Callback,
  { build, gate, client, changes, log }: OperationContext,
): Promise<void> {
  const registration: CallbackRegistration = {
    change: { number: change.number, sys_id: change.sysId },
    build: build.build,
    ci: build.ci,
    server: build.server,
    target: build.target(gate.name),
    credential,
    policy: policyContract(policy),
    key: gate.key,
  };
  try {
    if (build.register === undefined) await register(client, registration);
    else log.warning(await build.register(client, registration));
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
