/** One operation from raw inputs to results, for the adapters' process and for the library alike. */
import type { BuildContext, CompletedOperation, Environment, InputSource } from './adapter.ts';
import { checkBuild } from './check-build.ts';
import { type Clock, SYSTEM_CLOCK } from './clock.ts';
import { type ConnectionInputs, connect } from './connection.ts';
import type { Http } from './http/http.ts';
import type { InputDeclarations, Operation, ParsedInputs } from './inputs/declaration.ts';
import { parseInputs, parseOperation, secretValues } from './inputs/parse.ts';
import type { Inputs, InputsOf } from './inputs.ts';
import type { Log } from './log.ts';
import { close } from './operations/close/close.ts';
import { createContext, type OperationContext } from './operations/context.ts';
import { open } from './operations/open/open.ts';
import { type OperationResult, toOutputs } from './operations/result.ts';
import { status } from './operations/status.ts';
import { update } from './operations/update.ts';
import { verify } from './operations/verify.ts';
import { wait } from './operations/wait.ts';
import { withRunAgain } from './run-again.ts';
import type { Secrets } from './secrets.ts';

type OperationFunction<O extends Operation> = (
  inputs: InputsOf<O>,
  context: OperationContext,
) => Promise<OperationResult>;

/** Those that work on a change; a check looks at everything before there is one. */
type ChangeOperation = Exclude<Operation, 'check'>;

type OperationFunctions = { readonly [O in ChangeOperation]: OperationFunction<O> };

/** What few steps do is loaded by these alone. */
const cancel: OperationFunction<'cancel'> = async (inputs, context) =>
  (await import('./operations/cancel.ts')).cancel(inputs, context);

const record: OperationFunction<'record'> = async (inputs, context) =>
  (await import('./operations/record/record.ts')).record(inputs, context);

const FUNCTIONS: OperationFunctions = { open, verify, wait, update, close, cancel, status, record };

export interface ExecuteOptions<Own extends InputDeclarations> {
  /** The step's inputs, of which `operation` says what to execute. */
  readonly source: InputSource;
  readonly ownInputs: Own;
  readonly readBuild: (own: ParsedInputs<Own>) => BuildContext;
  /** Gets no secret. */
  readonly log: Log;
  readonly secrets: Secrets;
  readonly env: Environment;
  /** Executed in place of an operation's own function, with the same inputs. */
  readonly functions?: Partial<OperationFunctions> | undefined;
  readonly clock?: Clock | undefined;
  readonly http?: Http | undefined;
}

/** An operation that has ended, with the build that it was for and what was decided. */
export interface ExecutedOperation extends CompletedOperation {
  readonly build: BuildContext;
  readonly verdict: OperationResult['verdict'];
}

/** What every operation reads. */
type CommonInputs = ConnectionInputs & Pick<Inputs, 'gate-name'>;

/** An operation that has its inputs and can reach its instance; nothing has been sent yet. */
export interface PreparedOperation {
  readonly operation: Operation;
  readonly inputs: InputsOf<Operation>;
  readonly context: OperationContext;
  /** Sends one request to the instance as it is, once, as nobody. */
  readonly http: Http;
}

/** Executes the operation that the inputs name, which is no check. @throws GateError */
export async function execute<Own extends InputDeclarations>(
  options: ExecuteOptions<Own>,
): Promise<ExecutedOperation> {
  return executePrepared(await prepare(options), options);
}

/** Parses the inputs and makes the context. @throws GateError INVALID_INPUT, or what signing in lacks */
export async function prepare<Own extends InputDeclarations>(
  options: ExecuteOptions<Own>,
): Promise<PreparedOperation> {
  const { source, ownInputs, readBuild, secrets, env, clock = SYSTEM_CLOCK } = options;
  const { displayName } = source;
  // Before anything can fail: a message about a bad input must not quote a good password.
  for (const secret of secretValues(source, ownInputs)) secrets.add(secret);
  const log: Log = {
    info: (line) => options.log.info(secrets.redact(line)),
    warning: (line) => options.log.warning(secrets.redact(line)),
  };
  const operation = await parseOperation(source);
  const { inputs, own, warnings } = await parseInputs(operation, source, ownInputs);
  for (const warning of [...(source.warnings ?? []), ...warnings]) log.warning(warning);
  const common = inputs as unknown as CommonInputs;
  const build = readBuild(own);
  checkBuild(build);
  const { idToken } = build;
  const signsInLate = operation === 'check';
  const connection = { displayName, log, clock, secrets, env, idToken, http: options.http, signsInLate };
  const { client, http } = await connect(common, connection);
  const gateName = common['gate-name'] ?? build.environment ?? 'change';
  const { isLenient } = source;
  const { redact } = secrets;
  const context = createContext({
    build,
    gateName,
    isRecord: operation === 'record',
    client,
    log,
    clock,
    displayName,
    isLenient,
    redact,
  });
  return { operation, inputs, context, http };
}

/** @throws GateError */
export async function executePrepared<Own extends InputDeclarations>(
  { operation, inputs, context }: PreparedOperation,
  { functions, secrets }: Pick<ExecuteOptions<Own>, 'functions' | 'secrets'>,
): Promise<ExecutedOperation> {
  const { build, client, gate } = context;
  const all: Partial<Record<Operation, unknown>> = { ...FUNCTIONS, ...functions };
  const operationFunction = all[operation] as OperationFunction<Operation>;
  if (operation === 'verify' || operation === 'wait') await build.checkPlace?.();
  const { change, verdict, evidence } = await operationFunction(inputs, context).catch((error: unknown) => {
    throw withRunAgain(error, build, operation);
  });
  const given = toOutputs({ change, verdict, evidence }, context.changes);
  // The reason quotes people and the instance, and an adapter may cut it.
  const outputs = { ...given, reason: secrets.redact(given.reason) };
  return { operation, gate: gate.name, change, verdict, outputs, build, client };
}
