/** The callback of a gate: the credential with which ServiceNow will call the CI, and the registration. */
import type { BuildContext, DisplayName } from '../adapter.ts';
import type { CallbackRegistration } from '../callback/contract.ts';
import type { Policy } from '../decision.ts';
import { GateError, invalidInput } from '../errors.ts';
import type { StreamBase, StreamPosition } from '../evidence/contract.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change } from '../servicenow/change.ts';
import { register, withdrawRegistration } from '../servicenow/registrations.ts';
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

/** Whether the Change Gate app calls this build back: without a callback nobody does, and the original step's is another app's. */
export function isCalledByApp({ callback, register }: Pick<BuildContext, 'callback' | 'register'>): boolean {
  return callback && register === undefined;
}

interface Callback {
  readonly change: Change;
  readonly policy: Policy;
  readonly credential: CallbackCredential;
  /** Where the build stands in its stream; without it, the answer tells no base. */
  readonly position?: StreamPosition | undefined;
}

/**
 * Registers the callback.
 * @returns what the stream has deployed last: `null` where it has deployed nothing; `undefined` where the app is not asked, or is
 * older than this version
 * @throws GateError where the build will not be called back
 */
export async function registerCallback(
  { change, policy, credential, position }: Callback,
  { build, gate, client, log }: OperationContext,
): Promise<StreamBase | null | undefined> {
  const registration: CallbackRegistration = {
    change: { number: change.number, sys_id: change.sysId },
    build: build.build,
    ci: build.ci,
    server: build.server,
    target: build.target(gate.name),
    credential,
    policy: policyContract(policy),
    key: gate.key,
    ...(position !== undefined && { position }),
  };
  let base: StreamBase | null | undefined;
  if (build.register === undefined) base = (await register(client, registration)).base;
  else log.warning(await build.register(client, registration));
  log.info(`ServiceNow calls back when ${change.number} is decided. No runner is held until then.`);
  return base;
}

/**
 * Withdraws the registration before the change is canceled, which would else deny a build that ends anyway.
 * @returns whether there was one to withdraw
 */
export async function withdrawCallback({ build, gate, client, log }: OperationContext): Promise<boolean> {
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
