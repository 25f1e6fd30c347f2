/** One operation from raw inputs to results, for the adapters' process and for the library alike. */
import type { BuildContext, Environment, GateOutputs, InputSource } from './adapter.ts';
import { type Clock, SYSTEM_CLOCK } from './clock.ts';
import { type ConnectionInputs, connect } from './connection.ts';
import type { Http } from './http/http.ts';
import type { InputDeclarations, Operation, ParsedInputs } from './inputs/declaration.ts';
import { parseInputs, secretValues } from './inputs/parse.ts';
import type { Inputs, InputsOf } from './inputs.ts';
import type { Log } from './log.ts';
import { type OperationContext, type OperationResult, toOutputs } from './operations/context.ts';
import { Redactor } from './secrets.ts';
import { Changes } from './servicenow/changes.ts';
import type { ServiceNowClient } from './servicenow/client.ts';

export interface Execution<O extends Operation, Own extends InputDeclarations> {
  readonly operation: O;
  readonly perform: (inputs: InputsOf<O>, context: OperationContext) => Promise<OperationResult>;
  readonly source: InputSource;
  readonly ownInputs: Own;
  readonly readBuild: (own: ParsedInputs<Own>) => BuildContext;
  /** Gets no secret. */
  readonly log: Log;
  readonly secrets: Secrets;
  readonly env: Environment;
  readonly clock?: Clock | undefined;
  readonly http?: Http | undefined;
}

/** What every operation reads. */
type CommonInputs = ConnectionInputs & Pick<Inputs, 'gate-name'>;

export interface Executed {
  readonly result: OperationResult;
  readonly outputs: GateOutputs;
  readonly build: BuildContext;
  /** The gate's name. */
  readonly gate: string;
  readonly client: ServiceNowClient;
}

/** Every secret that comes up, to take out of what is said and to tell the CI to mask. */
export class Secrets {
  readonly #redactor = new Redactor();
  readonly #tell: (secret: string) => void;

  constructor(tell: (secret: string) => void) {
    this.#tell = tell;
  }

  readonly add = (secret: string): void => {
    this.#redactor.add(secret);
    this.#tell(secret);
  };

  redact(text: string): string {
    return this.#redactor.redact(text);
  }
}

/** @throws GateError */
export async function execute<O extends Operation, Own extends InputDeclarations>(
  execution: Execution<O, Own>,
): Promise<Executed> {
  const { operation, perform, source, ownInputs, readBuild, secrets, env, http } = execution;
  const clock = execution.clock ?? SYSTEM_CLOCK;
  const log: Log = {
    info: (line) => execution.log.info(secrets.redact(line)),
    warning: (line) => execution.log.warning(secrets.redact(line)),
  };
  const { inputs, own } = await parseInputs(operation, source, ownInputs);
  const common = inputs as unknown as CommonInputs;
  const client = await connect(common, {
    displayName: source.displayName,
    log,
    clock,
    mask: secrets.add,
    env,
    http,
  });
  const build = readBuild(own);
  const changes = new Changes(client);
  const result = await perform(inputs, {
    build,
    client,
    changes,
    log,
    clock,
    displayName: source.displayName,
  });
  return { result, outputs: toOutputs(result, changes), build, gate: common['gate-name'], client };
}

/** Before anything can fail: a message about a bad input must not quote a good password. */
export function addSecrets(secrets: Secrets, source: InputSource, ownInputs: InputDeclarations): void {
  for (const secret of secretValues(source, ownInputs)) secrets.add(secret);
}
