import type { Database, Row, RowChange } from '../../database/database.ts';
import type { PendingWork } from '../node/pending-work.ts';
import { SYSTEM } from '../node/script-principals.ts';
import { NO_CONDITION, type ScriptRunner } from '../node/script-runner.ts';
import { isMet } from './flow-condition.ts';
import type { FlowState } from './flow-contexts.ts';
import type {
  FlowInput,
  FlowStep,
  LookUpRecord,
  RunAction,
  Subflow,
  WaitForCondition,
} from './flow-definition.ts';

export interface FlowRunParts {
  readonly database: Database;
  readonly runner: ScriptRunner;
  readonly work: PendingWork;
  readonly scope: string;
  /** As it was when the run began: what is published later changes nothing for this run. */
  readonly subflow: Subflow;
  readonly inputs: Readonly<Record<string, FlowInput>>;
  report(state: FlowState, error?: string): void;
  /** Calls `listener` after each write of the record until it returns true. */
  watch(sysId: string, listener: (change: RowChange) => boolean): void;
}

/** One run of a subflow. */
export class FlowRun {
  readonly #parts: FlowRunParts;
  /** What pills name: `subflow.<input>`, `<step>.Record`. */
  readonly #values: Map<string, FlowInput>;
  /** Called when the run pauses or ends: waiting for a record is not waited for. */
  #rest: () => void = () => {};

  constructor(parts: FlowRunParts) {
    this.#parts = parts;
    this.#values = new Map(parts.subflow.inputs.map((name) => [`subflow.${name}`, parts.inputs[name] ?? '']));
  }

  async run(): Promise<void> {
    this.#rest = this.#parts.work.begin();
    try {
      await this.#block(this.#parts.subflow.steps);
      this.#parts.report('COMPLETE');
    } catch (error) {
      this.#parts.report('ERROR', (error as Error).message);
    }
    this.#rest();
  }

  async #block(steps: readonly FlowStep[]): Promise<void> {
    for (const step of steps) await this.#step(step);
  }

  #step(step: FlowStep): Promise<void> {
    switch (step.kind) {
      case 'look-up-record':
        return this.#lookUp(step);
      case 'wait-for-condition':
        return this.#wait(step);
      case 'if':
        return this.#block(isMet(step.condition, (pill) => this.#text(pill)) ? step.met : step.otherwise);
      case 'action':
        return this.#act(step);
    }
  }

  async #lookUp({ id, table, conditions }: LookUpRecord): Promise<void> {
    const [row] = this.#parts.database.query(table, this.#text(conditions), { limit: 1 });
    if (row === undefined) throw new Error(`Look Up Record found no ${table}`);
    this.#values.set(`${id}.Record`, { table, sysId: row.sys_id ?? '' });
  }

  /**
   * Looks whenever the record is written, and not before that: so the documentation says. When the record is
   * deleted, the flow goes on.
   */
  #wait({ record, conditions }: WaitForCondition): Promise<void> {
    const { database, report, watch, work } = this.#parts;
    const target = this.#value(record);
    if (typeof target === 'string') throw new Error('Wait For Condition has no record');
    const query = this.#text(conditions);
    const matches = (row: Row): boolean => database.matches(target.table, row, query);
    // A condition that the sandbox cannot evaluate ends the flow here, not the next write to the record.
    matches({});
    report('WAITING');
    this.#rest();
    return new Promise((resolve) => {
      watch(target.sysId, ({ operation, next }) => {
        if (operation !== 'delete' && !matches(next as Row)) return false;
        report('IN_PROGRESS');
        this.#rest = work.begin();
        resolve();
        return true;
      });
    });
  }

  async #act({ action, values }: RunAction): Promise<void> {
    const { runner, scope } = this.#parts;
    const given = new Map(
      Object.entries(values).map(([name, value]) => [`action.${name}`, this.#text(value)]),
    );
    for (const step of action.scripts) {
      const inputs = Object.entries(step.inputs).map(([name, value]) => [
        name,
        substitute(value, (pill) => given.get(pill) ?? ''),
      ]);
      const {
        errors: [error],
      } = await runner.run({
        title: `action "${action.name}"`,
        scope,
        user: SYSTEM,
        scripts: [{ script: step.script, condition: NO_CONDITION }],
        inputs: Object.fromEntries(inputs),
      });
      if (error !== undefined) throw new Error(error);
    }
  }

  /** A text with its pills replaced; a record stands for its sys_id. */
  #text(template: string): string {
    return substitute(template, (pill) => {
      const value = this.#values.get(pill);
      if (value !== undefined) return typeof value === 'string' ? value : value.sysId;
      return this.#field(pill);
    });
  }

  /** `<step>.Record.<field>`: as the record is now. */
  #field(pill: string): string {
    const [, name = '', field = ''] = /^(.*)\.(\w+)$/.exec(pill) ?? [];
    const record = this.#values.get(name);
    if (record === undefined || typeof record === 'string') throw new Error(`There is nothing at ${pill}`);
    return this.#parts.database.get(record.table, record.sysId)?.[field] ?? '';
  }

  #value(pill: string): FlowInput {
    const name = /^\{\{(.+)\}\}$/.exec(pill)?.[1] ?? '';
    return this.#values.get(name) ?? '';
  }
}

function substitute(template: string, resolve: (pill: string) => string): string {
  return template.replace(/\{\{(.+?)\}\}/g, (_, pill: string) => resolve(pill));
}
