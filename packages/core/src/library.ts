/**
 * The operations as functions, for those who script a CI that has no adapter. Inputs are the adapters' inputs,
 * by the same names and as text (docs/reference.md); results are the adapters' outputs.
 */
import type { BuildContext, GateOutputs } from './adapter.ts';
import { assertApproved } from './assert-approved.ts';
import type { Clock } from './clock.ts';
import { GateError } from './errors.ts';
import { type ExecuteOptions, execute } from './execute.ts';
import type { Http } from './http/http.ts';
import type { Operation } from './inputs/declaration.ts';
import type { InputName } from './inputs.ts';
import type { Log } from './log.ts';
import { register as registerGate } from './operations/register.ts';
import { Secrets } from './secrets.ts';

/** Inputs by their declared names; which ones an operation reads is in docs/reference.md. */
export type GateInputs = { readonly [Name in Exclude<InputName, 'operation'>]?: string };

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
/** Registers the callback of a change that exists: the last part of `open`, with the same inputs. */
export const register = gateFunction('open', { open: registerGate });

function gateFunction(
  operation: Operation,
  functions?: ExecuteOptions<Record<never, never>>['functions'],
): GateFunction {
  return async (inputs, { build, log = SILENT, clock, http }) => {
    const secrets = new Secrets();
    const values = Object.fromEntries(
      Object.entries({ ...inputs, operation }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    );
    try {
      const executed = await execute({
        source: { values, displayName: (name) => name },
        ownInputs: {},
        readBuild: () => build,
        functions,
        log,
        secrets,
        env: process.env,
        clock,
        http,
      });
      assertApproved(executed);
      return executed.outputs;
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      throw new GateError(error.code, secrets.redact(error.message), { cause: error.cause });
    }
  };
}

const SILENT: Log = { info() {}, warning() {} };
