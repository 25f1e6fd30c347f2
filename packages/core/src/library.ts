/**
 * The operations as functions, for those who script a CI that has no adapter. Inputs are the adapters' inputs,
 * by the same names (docs/reference.md); results are the adapters' outputs.
 */
import type { BuildContext, GateOutputs } from './adapter.ts';
import { assertApproved } from './assert-approved.ts';
import type { CheckReport } from './check/report.ts';
import type { Clock } from './clock.ts';
import { GateError, invalidInput } from './errors.ts';
import { type ExecuteOptions, execute, prepare } from './execute.ts';
import type { Http } from './http/http.ts';
import type { Operation } from './inputs/declaration.ts';
import type { Fields } from './inputs/fields.ts';
import { textInputs } from './inputs/values-in-code.ts';
import type { InputName } from './inputs.ts';
import type { Log } from './log.ts';
import { checkNode } from './node-version.ts';
import { register as registerGate } from './operations/register.ts';
import { Secrets } from './secrets.ts';

/** Inputs by their declared names; which ones an operation reads is in docs/reference.md. `undefined` is not set. */
export type GateInputs = {
  readonly [Name in Exclude<InputName, 'operation'>]?:
    | (Name extends 'data' ? Fields : never)
    | (Name extends 'tasks' ? readonly Fields[] : never)
    | string
    | number
    | boolean
    | undefined;
};

/** What the adapters know from their CI, and a script says itself. */
export interface GateOptions {
  readonly build: BuildContext;
  /** Where progress goes; without it, nowhere. Gets no secret. */
  readonly log?: Log;
  /** Another clock and another transport, for tests. */
  readonly clock?: Clock;
  readonly http?: Http;
}

/** One operation as a function. @throws GateError; its message names what to do, and holds no secret */
export type GateFunction = (inputs: GateInputs, options: GateOptions) => Promise<GateOutputs>;

/** A check as a function. @throws GateError where the inputs themselves are not usable; it holds no secret */
export type CheckFunction = (inputs: GateInputs, options: GateOptions) => Promise<CheckReport>;

/** Opens the change, or finds the one this build opened; asks for approval; registers the callback if the build has one. */
export const open = gateFunction('open');
/** Reads the change once. @throws GateError NOT_APPROVED unless the decision is `approved` */
export const verify = gateFunction('verify');
/** Polls until the change is decided. @throws GateError NOT_APPROVED unless the decision is `approved` */
export const wait = gateFunction('wait');
/** Writes fields, notes and attachments of the change, and walks it to a state. */
export const update = gateFunction('update');
/** Walks the change to Closed, state by state. */
export const close = gateFunction('close');
/** Cancels the change and withdraws its registration. */
export const cancel = gateFunction('cancel');
/** Reads the change once, and fails on no decision. */
export const status = gateFunction('status');
/** Records a deployment that has been made and waited for nobody. */
export const record = gateFunction('record');
/** Registers the callback of a change that exists: the last part of `open`, with the same inputs. */
export const register = gateFunction('open', { open: registerGate });

/**
 * Looks whether this configuration would work, and creates nothing unless `check-write` says so. What does not hold is a line of the
 * report and no error.
 */
export const check: CheckFunction = (inputs, options) =>
  asScript('check', inputs, options, async (given) => {
    const { check: look } = await import('./operations/check/check.ts');
    return look(await prepare(given));
  });

function gateFunction(
  operation: Operation,
  functions?: ExecuteOptions<Record<never, never>>['functions'],
): GateFunction {
  return (inputs, options) =>
    asScript(operation, inputs, options, async (given) => {
      const executed = await execute({ ...given, functions });
      assertApproved(executed);
      return executed.outputs;
    });
}

async function asScript<Result>(
  operation: Operation,
  inputs: GateInputs,
  options: GateOptions,
  run: (given: ExecuteOptions<Record<never, never>>) => Promise<Result>,
): Promise<Result> {
  checkNode();
  const { build, log = SILENT, clock, http } = checkedOptions(options);
  const secrets = new Secrets();
  const values = { ...textInputs(inputs ?? {}), operation };
  try {
    return await run({
      source: { values, displayName: (name) => name },
      ownInputs: {},
      readBuild: () => build,
      log,
      secrets,
      env: process.env,
      clock,
      http,
    });
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    throw new GateError(error.code, secrets.redact(error.message), { cause: error.cause });
  }
}

/** A script need not be TypeScript. @throws GateError INVALID_INPUT */
function checkedOptions(options: GateOptions | undefined): GateOptions {
  if (typeof options?.build !== 'object' || options.build === null) {
    throw invalidInput([
      'build: is required in the options, the second argument; docs/library.md describes it',
    ]);
  }
  const { log } = options;
  if (log !== undefined && (typeof log?.info !== 'function' || typeof log.warning !== 'function')) {
    throw invalidInput(['log: must have the functions info and warning']);
  }
  return options;
}

const SILENT: Log = { info() {}, warning() {} };
