import type { Database, RowChange } from '../../database/database.ts';
import type { Application } from '../application/application.ts';
import { actorNamed } from '../node/script-principals.ts';
import type { ScriptRunner } from '../node/script-runner.ts';
import { type BusinessRule, rulesFor } from './business-rules.ts';

/** Runs the async business rules of the installed applications. */
export class AsyncRules {
  readonly #database: Database;
  readonly #applications: () => readonly Application[];
  readonly #runner: ScriptRunner;

  constructor(database: Database, applications: () => readonly Application[], runner: ScriptRunner) {
    this.#database = database;
    this.#applications = applications;
    this.#runner = runner;
  }

  /** @fact An async business rule | runs after the write, as a job of its own | documented | c_BusinessRules */
  setOff(change: RowChange): void {
    if (change.operation === 'delete' && this.#database.behaviours.currentOfAsyncDelete === 'none') return;
    for (const { scope, businessRules } of this.#applications()) {
      for (const rule of rulesFor(change, businessRules, this.#database)) {
        void this.#run(scope, rule, change);
      }
    }
  }

  async #run(
    scope: string,
    rule: BusinessRule,
    { table, operation, next, previous, actor }: RowChange,
  ): Promise<void> {
    const { behaviours } = this.#database;
    const row = next ?? previous;
    const deleted = behaviours.currentOfAsyncDelete === 'kept' ? row : null;
    const asWritten = behaviours.currentOfAsyncRule === 'written' && operation !== 'delete';
    await this.#runner.run(
      {
        title: `business rule "${rule.name}"`,
        scope,
        user: actorNamed(this.#database, actor),
        scripts: [rule],
        current: { table, row, operation, previous },
      },
      {
        isNewestFirst: behaviours.orderOfAsyncRules === 'newestFirst',
        currentAtStart: () => (asWritten ? row : (this.#database.get(table, row?.sys_id ?? '') ?? deleted)),
      },
    );
  }
}
