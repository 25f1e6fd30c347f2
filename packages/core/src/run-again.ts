/** How a person runs an operation again, in the words of the build's CI. */
import type { BuildContext } from './adapter.ts';
import { GateError } from './errors.ts';
import type { Operation } from './inputs/declaration.ts';

/** @returns one or two sentences */
export function runAgain(build: BuildContext, operation: Operation): string {
  return build.runAgain?.(operation) ?? BY_SCRIPT;
}

const BY_SCRIPT =
  "Run the script again with the same build key: it finds this build's change, if there is one.";

/** Adds the way to an error whose operation is to be run again. */
export function withRunAgain(error: unknown, build: BuildContext, operation: Operation): unknown {
  if (!(error instanceof GateError) || !error.again) return error;
  return new GateError(error.code, `${error.message} ${runAgain(build, operation)}`, { cause: error });
}
