/** The process that an adapter's `main.ts` starts: inputs in, one operation, outputs out, an exit code. */
import type { CreateOutputs, Environment, Outputs, ReadContext, ReadInputs } from './adapter.ts';
import type { Clock } from './clock.ts';
import { GateError } from './errors.ts';
import { addSecrets, execute, Secrets } from './execute.ts';
import type { Http } from './http/http.ts';
import type { InputDeclarations } from './inputs/declaration.ts';
import { parseOperation } from './inputs/parse.ts';
import { assertApproved, perform } from './operations/perform.ts';

export interface AdapterProcess<Own extends InputDeclarations> {
  readonly env: Environment;
  readonly readInputs: ReadInputs;
  /** Inputs that only this CI has. */
  readonly ownInputs: Own;
  readonly readContext: ReadContext<Own>;
  readonly createOutputs: CreateOutputs;
  /** Another transport and another clock, for tests. */
  readonly http?: Http;
  readonly clock?: Clock;
}

/** @returns the process's exit code: 0, or 1 when the operation failed. Never throws. */
export async function run<Own extends InputDeclarations>(process: AdapterProcess<Own>): Promise<number> {
  const outputs = process.createOutputs(process.env);
  const secrets = new Secrets((secret) => outputs.mask(secret));
  try {
    await operate(process, secrets, outputs);
    return 0;
  } catch (error) {
    outputs.error(secrets.redact(explain(error)));
    return 1;
  }
}

async function operate<Own extends InputDeclarations>(
  { env, readInputs, ownInputs, readContext, clock, http }: AdapterProcess<Own>,
  secrets: Secrets,
  outputs: Outputs,
): Promise<void> {
  const source = readInputs(env);
  addSecrets(secrets, source, ownInputs);
  const operation = await parseOperation(source);
  const executed = await execute({
    operation,
    perform: (inputs, context) => perform(operation, inputs, context),
    source,
    ownInputs,
    readBuild: (own) => readContext(env, own),
    log: outputs,
    secrets,
    env,
    clock,
    http,
  });

  const { build, gate, client, result } = executed;
  outputs.set(executed.outputs);
  try {
    const { change } = result;
    await build.completed?.({ operation, gate, change, outputs: executed.outputs, client });
  } catch (error) {
    outputs.warning(secrets.redact(explain(error)));
  }
  assertApproved(operation, result);
}

/** An error of ours explains itself; anything else is a defect, and its stack is what finds it. */
function explain(error: unknown): string {
  if (error instanceof GateError) return `${error.message} [${error.code}]`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Change Gate failed in a way that it does not know; please report this. ${stack}`;
}
