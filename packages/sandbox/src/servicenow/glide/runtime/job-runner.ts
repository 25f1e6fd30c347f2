import type { Table } from '../../database/database.ts';
import { ScriptRecord } from '../api/record/glide-record.ts';
import { isBodyError, restRequest } from '../api/rest/rest-request.ts';
import { RestResponseBuilder } from '../api/rest/rest-response.ts';
import { strictNamespace } from '../api/strict.ts';
import type {
  InstanceCalls,
  Job,
  JobResult,
  RestJob,
  RestJobResult,
  ScopeSource,
  ScriptJob,
  ScriptJobResult,
} from '../node/node-protocol.ts';
import { restFailure } from '../triggers/rest-failure.ts';
import type { CompiledScripts } from './compiled-scripts.ts';
import { describeError } from './script-error.ts';
import type { ScriptSession } from './script-session.ts';
import { type NodeMemory, Transaction } from './transaction.ts';

/** Runs jobs on a node, each script in fresh contexts, so that nothing leaks from one to the next. */
export class JobRunner {
  readonly #instance: InstanceCalls;
  readonly #memory: NodeMemory;
  readonly #tables = new Map<string, Table | null>();
  #scopes: readonly ScopeSource[] | null = null;

  constructor(instance: InstanceCalls, scripts: CompiledScripts) {
    this.#instance = instance;
    this.#memory = {
      scripts,
      scopes: () => {
        this.#scopes ??= instance.scopes();
        return this.#scopes;
      },
      table: (name) => this.#table(name),
    };
  }

  run(job: Job): JobResult {
    return job.kind === 'rest' ? this.#rest(job) : this.#scripts(job);
  }

  /** After an import: tables and scripts may be others now. */
  forget(): void {
    this.#tables.clear();
    this.#scopes = null;
  }

  #table(name: string): Table | null {
    const known = this.#tables.get(name);
    if (known !== undefined) return known;
    const table = this.#instance.table(name);
    this.#tables.set(name, table);
    return table;
  }

  #scripts(job: ScriptJob): ScriptJobResult {
    const errors: string[] = [];
    const messages: string[] = [];
    for (const { script, condition } of job.scripts) {
      const transaction = new Transaction(this.#memory, this.#instance, job.user);
      try {
        const session = transaction.session(job.scope);
        const globals = this.#globals(job, session);
        const met =
          condition.source.trim() === '' ||
          transaction.run(job.scope, condition, { ...globals, ...beforeWrite(job, session) });
        if (met) transaction.run(job.scope, script, globals);
      } catch (error) {
        const what = `${job.title}: ${describeError(error)}`;
        this.#instance.log('error', job.scope, what);
        errors.push(what);
      }
      messages.push(...transaction.messages);
    }
    return { kind: 'script', errors, messages };
  }

  #globals(
    { current, event, inputs, isUiAction }: ScriptJob,
    session: ScriptSession,
  ): Record<string, unknown> {
    const globals: Record<string, unknown> = {};
    if (current !== null) {
      const { table, row, rowOfScript = row, operation, entered = {} } = current;
      const record = ScriptRecord.ofRow(session, table, rowOfScript, operation);
      for (const [name, value] of Object.entries(entered)) record.setValue(name, value);
      globals.current = record;
      // Async rules and script actions have no record of before.
      globals.previous = null;
    }
    if (event !== null) globals.event = ScriptRecord.ofRow(session, 'sysevent', event, null);
    if (inputs !== null) {
      globals.inputs = session.fromJson(JSON.stringify(inputs));
      globals.outputs = session.fromJson('{}');
    }
    // Where the browser goes next is nobody's concern here.
    if (isUiAction) globals.action = strictNamespace({ setRedirectURL: (): void => {} }, 'action', session);
    return globals;
  }

  #rest(job: RestJob): RestJobResult {
    const transaction = new Transaction(this.#memory, this.#instance, job.user);
    const session = transaction.session(job.scope);
    const builder = new RestResponseBuilder(session, job);
    try {
      const request = restRequest(job.request, session);
      const returned = transaction.run(job.scope, job.script, { request, response: builder.response });
      return { kind: 'rest', response: builder.answer(returned) };
    } catch (error) {
      if (isBodyError(error)) return { kind: 'rest', response: restFailure(400, error.message, null) };
      const what = describeError(error);
      this.#instance.log('error', job.scope, `${job.title}: ${what}`);
      return { kind: 'rest', response: restFailure(500, what, '') };
    }
  }
}

/** What the condition of a rule finds, and its script does not: it is judged as of the write. */
function beforeWrite({ current }: ScriptJob, session: ScriptSession): Record<string, unknown> {
  if (current?.previous === undefined) return {};
  const { table, row, operation, previous } = current;
  return {
    current: ScriptRecord.ofRow(session, table, row, operation, previous),
    previous: previous && ScriptRecord.ofRow(session, table, previous, null),
  };
}
