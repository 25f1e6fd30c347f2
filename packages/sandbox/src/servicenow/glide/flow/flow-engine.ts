/** Runs published subflows of the installed applications, in background and as the system. */
import type { Database, RowChange } from '../../database/database.ts';
import type { Application } from '../application/application.ts';
import type { PendingWork } from '../node/pending-work.ts';
import type { ScriptRunner } from '../node/script-runner.ts';
import { FlowContexts } from './flow-contexts.ts';
import type { FlowAction, FlowInput, FlowStep, Subflow } from './flow-definition.ts';
import { FlowRun } from './flow-run.ts';

export class FlowEngine {
  readonly #database: Database;
  readonly #applications: () => readonly Application[];
  readonly #runner: ScriptRunner;
  readonly #work: PendingWork;
  readonly #contexts: FlowContexts;
  /** By sys_id of the record: the runs that wait for it. */
  readonly #waiting = new Map<string, Set<(change: RowChange) => boolean>>();
  /** sys_ids of the subflows and actions that are published. */
  readonly #published = new Set<string>();

  constructor(
    database: Database,
    applications: () => readonly Application[],
    runner: ScriptRunner,
    work: PendingWork,
  ) {
    this.#database = database;
    this.#applications = applications;
    this.#runner = runner;
    this.#work = work;
    this.#contexts = new FlowContexts(database);
    database.after((change) => this.#wake(change));
  }

  /**
   * Publishes an action or a subflow, as an admin does in Workflow Studio: an update set brings drafts.
   * @fact Subflows and actions that an update set brings | are drafts, which do not run, whatever they were before: their
   * status is in the set | documented | flow-designer-arch-overview; drafts: tried with the SDK
   * @throws Error when there is none of this name, or when it uses an action that is a draft
   */
  publish(name: string): void {
    for (const { subflows } of this.#applications()) {
      for (const subflow of subflows) {
        const actions = actionsOf(subflow.steps);
        const action = actions.find((one) => one.name === name);
        if (action !== undefined) this.#published.add(action.sysId);
        if (subflow.name !== name && action === undefined) continue;
        if (subflow.name === name) {
          const draft = actions.find(({ sysId }) => !this.#published.has(sysId));
          if (draft !== undefined)
            throw new Error(`${name} uses the action "${draft.name}", which is a draft`);
          this.#published.add(subflow.sysId);
        }
        return;
      }
    }
    throw new Error(`There is no subflow or action ${name}`);
  }

  /** @param sysIds of what an update set has brought */
  unpublish(sysIds: readonly string[]): void {
    for (const sysId of sysIds) this.#published.delete(sysId);
  }

  /**
   * @returns the sys_id of its context
   * @throws Error when there is no such subflow, or when it is a draft: those do not run
   */
  start(name: string, inputs: Readonly<Record<string, FlowInput>>): string {
    const { scope, subflow } = this.#find(name);
    if (!this.#published.has(subflow.sysId)) throw new Error(`The subflow ${name} is not published`);
    const context = this.#contexts.create(name);
    const run = new FlowRun({
      database: this.#database,
      runner: this.#runner,
      work: this.#work,
      scope,
      subflow,
      inputs,
      report: (state, error) => this.#contexts.write(context, state, error),
      watch: (sysId, listener) => {
        const listeners = this.#waiting.get(sysId) ?? new Set();
        this.#waiting.set(sysId, listeners.add(listener));
      },
    });
    void run.run();
    return context;
  }

  #wake(change: RowChange): void {
    const listeners = this.#waiting.get((change.next ?? change.previous)?.sys_id ?? '');
    for (const listener of listeners ?? []) if (listener(change)) listeners?.delete(listener);
  }

  #find(name: string): { scope: string; subflow: Subflow } {
    for (const { scope, subflows } of this.#applications()) {
      const subflow = subflows.find((one) => one.name === name);
      if (subflow !== undefined) return { scope, subflow };
    }
    throw new Error(`There is no subflow ${name}`);
  }
}

function actionsOf(steps: readonly FlowStep[]): FlowAction[] {
  return steps.flatMap((step) => {
    if (step.kind === 'action') return [step.action];
    return step.kind === 'if' ? [...actionsOf(step.met), ...actionsOf(step.otherwise)] : [];
  });
}
