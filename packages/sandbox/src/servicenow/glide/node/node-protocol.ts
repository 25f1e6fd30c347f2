/** What passes between the instance (main thread) and a cluster node (worker thread). */
import type { Behaviours } from '../../behaviours/switches.ts';
import type { Row, Table, Values } from '../../database/database.ts';
import type { RestResponse } from '../../rest/rest-exchange.ts';
import type { Principal } from '../../sign-in/principal.ts';
import type { ScriptInclude } from '../application/application.ts';
import type { Script } from '../application/script.ts';
import type { FlowInput } from '../flow/flow-definition.ts';
import type { Connection } from '../outbound/connections.ts';
import type { OwnQueue } from '../triggers/own-queues.ts';

/** Work for one node. */
export type Job = ScriptJob | RestJob;

interface Transaction {
  /** For the log: `event x_acme.sent`. */
  readonly title: string;
  /** Scope whose scripts run. */
  readonly scope: string;
  readonly user: Principal;
}

/** Scripts that run one after the other, each in a context of its own: rules, script actions, scheduled jobs. */
export interface ScriptJob extends Transaction {
  readonly kind: 'script';
  readonly scripts: readonly { readonly script: Script; readonly condition: Script }[];
  readonly current: CurrentRecord | null;
  /** The `sysevent` row. */
  readonly event: Row | null;
  /** The queue whose jobs run it; null for the workers that all share. */
  readonly eventQueue: OwnQueue | null;
  /** What `inputs` is, for a step of a flow. */
  readonly inputs: Readonly<Record<string, string>> | null;
  /** Whether scripts find `action`, the form that a person pressed something on. */
  readonly isUiAction: boolean;
}

export interface CurrentRecord {
  readonly table: string;
  /** null when the record that an event names is not there. */
  readonly row: Row | null;
  readonly operation: 'insert' | 'update' | 'delete' | null;
  /** The row before the write, for the condition of a rule: the condition is judged by `row`, as it was written. */
  readonly previous?: Row | null;
  /** Where its script finds another row than its condition. */
  readonly rowOfScript?: Row | null;
  /** What a person has typed into its form, as it would be stored. */
  readonly entered?: Values;
}

export interface RestJob extends Transaction {
  readonly kind: 'rest';
  readonly script: Script;
  readonly request: RestInput;
  readonly scriptedErrors: Behaviours['scriptedErrors'];
}

/** What `request` is made from. */
export interface RestInput {
  readonly url: string;
  readonly path: string;
  readonly query: string;
  readonly pathParams: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type JobResult = ScriptJobResult | RestJobResult;

export interface ScriptJobResult {
  readonly kind: 'script';
  /** What scripts threw; each is in the log too. */
  readonly errors: readonly string[];
  /** What the person at the form is shown. */
  readonly messages: readonly string[];
}

export interface RestJobResult {
  readonly kind: 'rest';
  readonly response: RestResponse;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What a script context is made from. */
export interface ScopeSource {
  readonly name: string;
  readonly scriptIncludes: readonly ScriptInclude[];
}

export interface RecordQueryRequest {
  readonly table: string;
  /** Encoded query. */
  readonly query: string;
  readonly limit?: number;
  readonly offset?: number;
  /** Only what the user may read, as `GlideRecordSecure`. */
  readonly secure: boolean;
}

export interface RecordWrite {
  readonly table: string;
  readonly values: Values;
  /** false: `setWorkflow(false)`, no business rule runs. */
  readonly workflow: boolean;
  readonly secure: boolean;
}

/** The row as written; null when the write was refused, for a reason that the log tells. */
export type WrittenRow = Row | null;

export interface HttpCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** ms without traffic on the socket */
  readonly timeout: number;
  /** Name of the MID Server that sends it; empty for the instance itself. */
  readonly midServer: string;
  /** The URLs that a redirect may lead to; null for any. */
  readonly allowedRedirects: readonly string[] | null;
  /** Of the outbound HTTP log, as `setLogLevel` was told; empty where it was not. */
  readonly logLevel: string;
}

export type HttpAnswer =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** The socket fell silent. */
  | { readonly outcome: 'timeout'; readonly message: string }
  /** No connection, or it broke. */
  | { readonly outcome: 'failed'; readonly message: string };

/** What a node asks of the instance, synchronously. */
export interface InstanceCalls {
  /** Sandbox time, ms since the epoch. */
  now(): number;
  behaviours(): Behaviours;
  /** All scopes that are installed. */
  scopes(): ScopeSource[];
  table(name: string): Table | null;
  query(request: RecordQueryRequest): Row[];
  insert(write: RecordWrite): WrittenRow;
  /** `missing`: there is no such row. */
  update(write: RecordWrite & { readonly sysId: string }): WrittenRow | 'missing';
  delete(write: Omit<RecordWrite, 'values'> & { readonly sysId: string }): boolean;
  allows(operation: 'read' | 'create' | 'write' | 'delete', table: string): boolean;
  /** What people see of a row's field. */
  displayValue(table: string, row: Row, field: string): string;
  /** The value that a display value stands for, encrypted for password2; undefined when it stands for none. */
  valueOfDisplay(table: string, field: string, display: string): string | undefined;
  decrypt(value: string): string;
  /** null when there is no such property. */
  property(name: string): string | null;
  setProperty(name: string, value: string): void;
  log(level: LogLevel, scope: string, message: string): void;
  queueEvent(event: QueuedEvent): void;
  /** Runs what is ready in a queue of its own. */
  processQueue(queue: string): void;
  http(call: HttpCall): HttpAnswer;
  /** Sends without waiting. @returns what `awaitHttp` names it by */
  startHttp(call: HttpCall): number;
  /** null when the answer is not there after so many ms; the request goes on. */
  awaitHttp(id: number, ms: number): HttpAnswer | null;
  /** null when the alias has no active connection */
  connection(alias: string): Connection | null;
  signJwt(provider: string, header: string, payload: string): string;
  /** @returns the sys_id of its context */
  startSubflow(name: string, inputs: Readonly<Record<string, FlowInput>>): string;
}

export interface QueuedEvent {
  readonly name: string;
  readonly table: string;
  readonly sysId: string;
  readonly parm1: string;
  readonly parm2: string;
  /** `yyyy-MM-dd HH:mm:ss`, UTC; empty for at once. */
  readonly processOn: string;
  /** Empty for the one that the event is registered with. */
  readonly queue: string;
}

/** The instance's side of the calls: what takes time there may answer with a promise. */
export type InstanceAnswers = {
  readonly [Name in keyof InstanceCalls]: (
    ...args: Parameters<InstanceCalls[Name]>
  ) => ReturnType<InstanceCalls[Name]> | Promise<ReturnType<InstanceCalls[Name]>>;
};
