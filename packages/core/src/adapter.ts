/**
 * What an adapter supplies. Every adapter exports the same names from the same files:
 * `inputs.ts` readInputs and ownInputs, `context.ts` readContext, `outputs.ts` createOutputs,
 * `approval.ts` approval.
 */
import type { CallbackRegistration } from './callback/contract.ts';
import type { CheckReport, CheckVerdict } from './check/report.ts';
import type { GateErrorCode } from './errors.ts';
import type { BuildSource } from './evidence/source.ts';
import type { InputDeclarations, Operation, ParsedInputs } from './inputs/declaration.ts';
import type { Log } from './log.ts';
import type { Change } from './servicenow/change.ts';
import type { ServiceNowClient } from './servicenow/client.ts';
import type { IdTokenRequest } from './sign-in/job-id-tokens.ts';

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Inputs as the CI holds them, by their declared kebab-case name; unset ones are absent. */
export type RawInputs = Readonly<Record<string, string>>;

/** An input's name as people write it in this CI, for messages: `instance-url`, `INSTANCE_URL`. */
export type DisplayName = (name: string) => string;

/** A step's inputs, and how this CI names them. */
export interface InputSource {
  readonly values: RawInputs;
  readonly displayName: DisplayName;
  /**
   * Whether what means nothing here is left out with a warning: an input that there is not, and a name in data that stands for
   * no record. For pipelines that were written for a step which did so.
   */
  readonly isLenient?: boolean | undefined;
  /** What the adapter itself has left out, for the log: sentences. */
  readonly warnings?: readonly string[] | undefined;
}

/** Reads a step's inputs from where the CI keeps them. @throws GateError INVALID_INPUT */
export type ReadInputs = (env: Environment) => InputSource;

/** The build that runs the operation, as its CI describes it. */
export interface BuildContext {
  /** `codefresh`, `github`, `gitlab`: names the approval API. */
  readonly ci: string;
  /** What people call it: `Codefresh build 60c7bc54 of shop/deploy`. */
  readonly title: string;
  readonly build: { readonly id: string; readonly url: string };
  /** Identifies the build among all builds of this CI, across re-runs of it. */
  readonly buildKey: string;
  /**
   * When the build began, where its CI tells: ISO 8601, or milliseconds since 1970. A change that is older was not opened
   * by it.
   */
  readonly began?: string | number | undefined;
  /**
   * Where in the build this step runs, the same when it is run again: `job deploy, environment production`. `open` refuses
   * the change of another place.
   */
  readonly place?: string | undefined;
  /**
   * The environment that the step is about, written as a gate's name, which it is where `gate-name` gives none. A change that
   * was opened for another environment is refused.
   */
  readonly environment?: string | undefined;
  /**
   * The whole SHA of the commit that the step is about, where a step may deploy another one than its build was started for. It
   * is part of the gate: a change is approved for one commit.
   */
  readonly commit?: string | undefined;
  /** What this build deploys from, and where it stands among others: what its evidence begins with. */
  readonly source?: BuildSource;
  /** How a step of this CI says which gate it is about, where that is more than `gate-name`: a sentence. */
  readonly gateRemedy?: string;
  /** The CI server's API base URL, without a trailing slash. */
  readonly server: string;
  /** What the approval API needs to find the pause of the gate with this name. */
  target(gateName: string): Readonly<Record<string, string>>;
  /** Whether ServiceNow calls this gate back. Where it does not, `open` registers nothing and `cancel` withdraws nothing. */
  readonly callback: boolean;
  /**
   * The ID token that the CI has signed for this job, or where the job asks for a new one.
   * @param audience whom tokens are to be for; one that the job has already is for whom its pipeline says
   * @throws GateError NO_ID_TOKEN where this job gets none: says who changes what
   */
  idToken?(audience: string): string | IdTokenRequest;
  /**
   * Checks, before anything is created, that this gate would really stop the build.
   * @throws GateError GATE_UNSAFE when nothing would, CALLBACK_TOKEN_UNUSABLE when ServiceNow can do nothing with the token
   * @returns what people should know of all the same, for the log: sentences
   */
  checkGate?(
    gate: { readonly name: string; readonly callbackToken?: string },
    log: GateLog,
  ): Promise<readonly string[]>;
  /**
   * Checks, before `verify` and `wait`, that this step stands where its inputs say.
   * @throws GateError GATE_NAME_TAKEN
   */
  checkPlace?(): Promise<void>;
  /**
   * Checks, before and after the change is ended, that this build will not deploy under it any more.
   * @throws GateError NOT_CANCELABLE, also where the CI does not tell
   */
  checkCancel?(gateName: string): Promise<void>;
  /**
   * Registers the callback in place of core: where another app than Change Gate's calls this CI back.
   * @returns what that way lacks, for the log
   * @throws GateError
   */
  register?(client: ServiceNowClient, registration: CallbackRegistration): Promise<string>;
  /**
   * Called when an operation has ended, before `verify` and `wait` judge: what this CI keeps of it beyond the
   * outputs. What this throws is a warning, since the operation itself is done.
   */
  completed?(operation: CompletedOperation): Promise<void>;
  /** What `close` says where it finds the change closed or canceled: what this build may have done since. Sentences. */
  readonly closedBefore?: string;
  /** How a pipeline of this CI says how its deployment ended, for the message of a `close` that was not told. */
  readonly outcomeRemedy?: string;
  /** Why a deployment that was no success ended so, where the CI shows it: `job deploy is failed`. Closing notes say it. */
  readonly outcomeReason?: string;
  /**
   * How a person runs an operation that failed again, in one or two sentences: `Retry this job in GitLab.` True whether or
   * not `open` has created a change. Left out, the script is run again with the same build key.
   */
  runAgain?(operation: Operation): string;
  /**
   * Whether that makes a new build, which does not find this build's change: where `open` fails, it then cancels the change
   * that it has created.
   */
  readonly againIsNewBuild?: boolean;
}

/** Where a look at a gate says what it sees. */
export interface GateLog extends Log {
  /**
   * Is told what this CI does not show: of the gate, whether it stops the build, or of the callback token, whether it will do.
   * @param line a sentence
   */
  unseen(of: 'gate' | 'token', line: string): void;
}

/** An operation that has ended, for what the CI keeps of it. */
export interface CompletedOperation {
  readonly operation: Operation;
  /** The gate's name. */
  readonly gate: string;
  /** As it was read last. */
  readonly change: Change;
  readonly outputs: GateOutputs;
  readonly client: ServiceNowClient;
}

/**
 * Reads the build from the CI's environment variables.
 * @param own the adapter's own inputs, parsed; those that the current operation does not read are absent
 * @throws GateError INVALID_INPUT when the process does not run in this CI
 */
export type ReadContext<Own extends InputDeclarations = Record<never, never>> = (
  env: Environment,
  own: ParsedInputs<Own>,
) => BuildContext;

/** The results of an operation, the same for every operation and CI. */
export interface GateOutputs {
  readonly 'change-number': string;
  readonly 'change-sys-id': string;
  readonly 'change-url': string;
  /** State value, e.g. `-1`. */
  readonly state: string;
  readonly approval: string;
  readonly decision: string;
  readonly reason: string;
  /** The evidence in one line; absent where the operation has none. */
  readonly evidence?: string;
  /** What to go back to: `CHG0030001 (2.3.1, commit 1a2b3c4)`; absent where it is not known. */
  readonly 'rollback-to'?: string;
  /** `separate`, `same` or `unknown`; absent where the operation does not ask. */
  readonly separation?: string;
}

/** What a check has found, as a CI may show it. No secret is in it. */
export interface ShownCheck {
  /** `breaks`; `partly` where nothing would break, but something does not hold or could not be seen; `holds`. */
  readonly verdict: CheckVerdict;
  /** In one sentence. */
  readonly summary: string;
  /** All of it, for a page that shows Markdown. */
  readonly markdown: string;
  readonly report: CheckReport;
}

/** Where results and log lines go. Core has already taken every secret out of what it passes. */
export interface Outputs {
  /** Tells the CI to mask this value wherever it can. */
  mask(secret: string): void;
  info(line: string): void;
  warning(line: string): void;
  /** @param code of the failure that the line tells, where it is one that Change Gate knows */
  error(line: string, code?: GateErrorCode): void;
  set(outputs: GateOutputs): void;
  /**
   * Shows what a check has found, besides in the log, which has it already. Left out where there is no other place for it.
   * @throws GateError where it cannot: a warning, since the check itself is done
   */
  report?(check: ShownCheck): void | Promise<void>;
}

/** Creates the CI's outputs and log. */
export type CreateOutputs = (env: Environment) => Outputs;
