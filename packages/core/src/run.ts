/** The process that an adapter's `main.ts` starts: inputs in, one operation, outputs out, an exit code. */
import type { CreateOutputs, Environment, ReadContext, ReadInputs } from './adapter.ts';
import { assertApproved } from './assert-approved.ts';
import type { Clock } from './clock.ts';
import { GateError } from './errors.ts';
import { executePrepared, prepare } from './execute.ts';
import type { Http } from './http/http.ts';
import type { InputDeclarations } from './inputs/declaration.ts';
import { checkNode } from './node-version.ts';
import { Secrets } from './secrets.ts';

/** What an adapter hands to `run`: its environment and the functions of its files. */
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

/** Runs one operation as a CI step. @returns the exit code: 0, or 1 when the operation failed. Never throws. */
export async function run<Own extends InputDeclarations>(process: AdapterProcess<Own>): Promise<number> {
  const { env, readInputs, ownInputs, readContext, createOutputs, clock, http } = process;
  const outputs = createOutputs(env);
  const secrets = new Secrets((secret) => outputs.mask(secret));
  try {
    checkNode();
    const prepared = await prepare({
      source: readInputs(env),
      ownInputs,
      readBuild: (own) => readContext(env, own),
      log: outputs,
      secrets,
      env,
      clock,
      http,
    });
    if (prepared.operation === 'check') {
      const { runCheck } = await import('./operations/check/run-check.ts');
      return await runCheck(prepared, outputs);
    }
    const executed = await executePrepared(prepared, { secrets });
    outputs.set(executed.outputs);
    try {
      await executed.build.completed?.(executed);
    } catch (error) {
      outputs.warning(secrets.redact(explain(error)));
    }
    assertApproved(executed);
    return 0;
  } catch (error) {
    outputs.error(secrets.redact(explain(error)), error instanceof GateError ? error.code : undefined);
    return 1;
  }
}

/** What a machine may lack when this process writes its results there, by Node's code for it. */
const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk of this machine is full',
  EDQUOT: "This user's disk quota is used up",
  EROFS: 'The file system is read-only',
  EACCES: 'This user may not write there',
};

/** An error of ours explains itself; anything else is a defect, and its stack is what finds it. */
function explain(error: unknown): string {
  if (error instanceof GateError) return `${error.message} [${error.code}]`;
  const file = error as Partial<NodeJS.ErrnoException> | null;
  const problem = FILE_PROBLEMS[file?.code ?? ''];
  if (problem !== undefined) {
    return `${problem} (${file?.code}, ${file?.syscall} ${file?.path ?? ''}). What ServiceNow was told before stands; make room or access before the next run.`;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Change Gate failed in a way that it does not know; please report this. ${stack}`;
}
