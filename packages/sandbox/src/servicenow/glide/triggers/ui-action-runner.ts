import type { Database } from '../../database/database.ts';
import { enteredValue } from '../../database/entered-value.ts';
import type { Application } from '../application/application.ts';
import { actorNamed } from '../node/script-principals.ts';
import type { ScriptRunner } from '../node/script-runner.ts';

/** A press of a UI action on a record's form. */
export interface Press {
  /** The UI action's name: `Retry delivery`. */
  readonly action: string;
  readonly table: string;
  /** Of the record on the form; empty in the banner of the table's list. */
  readonly sysId: string;
  /** user_name of who presses */
  readonly user: string;
  /** What was typed into the form before, by column: nothing of it is saved yet. */
  readonly typed?: Readonly<Record<string, string>>;
}

/** Runs UI actions, for the people who press them. */
export class UiActionRunner {
  readonly #database: Database;
  readonly #applications: () => readonly Application[];
  readonly #runner: ScriptRunner;

  constructor(database: Database, applications: () => readonly Application[], runner: ScriptRunner) {
    this.#database = database;
    this.#applications = applications;
    this.#runner = runner;
  }

  /**
   * A press on a button that its condition hides does nothing.
   *
   * @fact `current` in the script of a UI action | is the record as its form shows it, what was typed included; nothing is
   *   saved without `current.update()` | third party | step2career.com: `current` has the values on the form; the
   *   example of using-client-server-code-ui-action updates it and says no word of that
   * @fact The script of a UI action in the banner of a list, where no row is chosen | runs once; here without `current` |
   *   belief | the SDK's UI Actions guide says where the button stands, and of `current` nothing
   * @returns the messages that the form shows then
   * @throws Error when there is no such UI action or record, when the user has none of its roles, or with what the script threw
   */
  async press({ action, table, sysId, user, typed = {} }: Press): Promise<readonly string[]> {
    const isOnList = sysId === '';
    const row = this.#database.get(table, sysId);
    const definition = this.#database.table(table);
    if (definition === undefined || (row === null && !isOnList))
      throw new Error(`There is no ${table} ${sysId}`);
    for (const { scope, uiActions } of this.#applications()) {
      const found = uiActions.find((one) => one.name === action && one.table === table);
      if (found === undefined || (isOnList && !found.isInListBanner)) continue;
      const principal = actorNamed(this.#database, user);
      const mayPress = [...found.roles, 'admin'].some((role) => principal.roles.has(role));
      if (found.roles.length > 0 && !mayPress)
        throw new Error(`${user} does not see the UI action "${action}"`);
      const entered = Object.fromEntries(
        Object.entries(typed).map(([name, text]) => [
          name,
          enteredValue(this.#database, definition, name, text),
        ]),
      );
      const {
        errors: [error],
        messages,
      } = await this.#runner.run({
        title: `UI action "${action}"`,
        scope,
        user: principal,
        scripts: [found],
        current: row === null ? null : { table, row, operation: null, entered },
        isUiAction: true,
      });
      if (error !== undefined) throw new Error(error);
      return messages;
    }
    throw new Error(`${table} has no UI action "${action}"`);
  }
}
