/** The process that an adapter's `main.ts` starts: inputs in, one operation, outputs out, an exit code. */
import type { CreateOutputs, Environment, Outputs, ReadContext, ReadInputs } from './adapter.ts';
import { GateError } from './errors.ts';
import { type InputsOf, type Operation, parseInputs, parseOperation, SECRET_INPUTS } from './inputs.ts';
import { close } from './operations/close.ts';
import { open } from './operations/open.ts';
import { type OperationContext, type OperationResult, sentence, toOutputs } from './operations/operation.ts';
import { verify } from './operations/verify.ts';
import { Redactor } from './redact.ts';
import { Changes } from './servicenow/changes.ts';
import { basicToken, createClient } from './servicenow/client.ts';
import { createHttp, type Http } from './servicenow/http.ts';
import { VERSION } from './version.ts';

export interface AdapterProcess {
  readonly env: Environment;
  readonly readInputs: ReadInputs;
  readonly readContext: ReadContext;
  readonly createOutputs: CreateOutputs;
  /** Another transport, for tests. */
  readonly http?: Http;
}

/** @returns the process's exit code: 0, or 1 when the operation failed. Never throws. */
export async function run(process: AdapterProcess): Promise<number> {
  const redactor = new Redactor();
  const outputs = process.createOutputs(process.env);
  try {
    await operate(process, redactor, outputs);
    return 0;
  } catch (error) {
    outputs.error(redactor.redact(explain(error)));
    return 1;
  }
}

async function operate(process: AdapterProcess, redactor: Redactor, outputs: Outputs): Promise<void> {
  const source = process.readInputs(process.env);
  const mask = (secret: string) => {
    redactor.add(secret);
    outputs.mask(secret);
  };
  // Before anything can fail: a message about a bad input must not quote a good password.
  for (const name of SECRET_INPUTS) {
    const secret = source.values[name];
    if (secret !== undefined) mask(secret);
  }

  const operation = parseOperation(source);
  const inputs = parseInputs(operation, source);
  const credentials = { username: inputs.username, password: inputs.password };
  mask(basicToken(credentials));

  const build = process.readContext(process.env);
  const http = process.http ?? createHttp({ userAgent: `change-gate/${VERSION}` });
  const client = createClient(inputs['instance-url'], credentials, http);
  const changes = new Changes(client);
  const log = {
    info: (line: string) => outputs.info(redactor.redact(line)),
    warning: (line: string) => outputs.warning(redactor.redact(line)),
  };
  const result = await perform(operation, inputs, { build, client, changes, log, now: () => new Date() });

  outputs.set(toOutputs(result, changes));
  if (operation === 'verify' && result.verdict.decision !== 'approved') throw notApproved(result);
}

const OPERATE: {
  readonly [O in Operation]: (inputs: InputsOf<O>, context: OperationContext) => Promise<OperationResult>;
} = {
  open,
  verify,
  close,
};

function perform<O extends Operation>(
  operation: O,
  inputs: InputsOf<O>,
  context: OperationContext,
): Promise<OperationResult> {
  return OPERATE[operation](inputs, context);
}

function notApproved({ change, verdict }: OperationResult): GateError {
  const next =
    verdict.decision === 'pending'
      ? 'Whatever resumed this build, it was not an approval. Get the change approved, then run this step again.'
      : 'This build must not deploy. Open a new change with a new build.';
  return new GateError('NOT_APPROVED', `${sentence(change, verdict)}. ${next}`);
}

/** An error of ours explains itself; anything else is a defect, and its stack is what finds it. */
function explain(error: unknown): string {
  if (error instanceof GateError) return `${error.message} [${error.code}]`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Change Gate failed in a way that it does not know; please report this. ${stack}`;
}
