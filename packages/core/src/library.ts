/**
 * The operations as functions, for those who script a CI that has no adapter. Inputs are the adapters' inputs,
 * by the same names and as text (docs/reference.md); results are the adapters' outputs.
 */
import type { BuildContext, GateOutputs } from './adapter.ts';
import type { Clock } from './clock.ts';
import { GateError } from './errors.ts';
import { addSecrets, type Execution, execute, Secrets } from './execute.ts';
import type { Http } from './http/http.ts';
import type { Operation } from './inputs/declaration.ts';
import type { InputName } from './inputs.ts';
import type { Log } from './log.ts';
import { assertApproved, perform } from './operations/perform.ts';
import { register as registerGate } from './operations/register.ts';

/** Inputs by their declared names; which ones an operation reads is in docs/reference.md. */
export type GateInputs = { readonly [Name in Exclude<InputName, 'operation'>]?: string };

export interface GateOptions {
  readonly build: BuildContext;
  /** Where progress is told; without it, nowhere. Gets no secret. */
  readonly log?: Log;
  /** Another clock and another transport, for tests. */
  readonly clock?: Clock;
  readonly http?: Http;
}

/** @throws GateError; its message names what to do, and holds no secret */
export type GateFunction = (inputs: GateInputs, options: GateOptions) => Promise<GateOutputs>;

/** Opens the change, or finds the one this build opened; asks for approval; registers the callback if the build has one. */
export const open = gateFunction('open');
/** @throws GateError NOT_APPROVED unless the decision is `approved` */
export const verify = gateFunction('verify');
/** Polls until the change is decided. @throws GateError NOT_APPROVED unless the decision is `approved` */
export const wait = gateFunction('wait');
/** Writes fields, notes, attachments, and walks to a state. */
export const update = gateFunction('update');
/** Walks the change to Closed. */
export const close = gateFunction('close');
/** Cancels the change and withdraws its registration. */
export const cancel = gateFunction('cancel');
/** Reads the change once. */
export const status = gateFunction('status');
/** Registers the callback of a change that exists: the last part of `open`, with the same inputs. */
export const register: GateFunction = (inputs, options) => carryOut('open', registerGate, inputs, options);

function gateFunction<O extends Operation>(operation: O): GateFunction {
  return (inputs, options) =>
    carryOut(operation, (parsed, context) => perform(operation, parsed, context), inputs, options);
}

async function carryOut<O extends Operation>(
  operation: O,
  act: Execution<O, Record<never, never>>['perform'],
  inputs: GateInputs,
  { build, log = SILENT, clock, http }: GateOptions,
): Promise<GateOutputs> {
  const values = Object.fromEntries(
    Object.entries(inputs).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const source = { values: { ...values, operation }, displayName: (name: string) => name };
  const secrets = new Secrets(() => {});
  addSecrets(secrets, source, {});
  try {
    const { result, outputs } = await execute({
      operation,
      perform: act,
      source,
      ownInputs: {},
      readBuild: () => build,
      log,
      secrets,
      env: process.env,
      clock,
      http,
    });
    assertApproved(operation, result);
    return outputs;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    throw new GateError(error.code, secrets.redact(error.message), { cause: error.cause });
  }
}

const SILENT: Log = { info() {}, warning() {} };
