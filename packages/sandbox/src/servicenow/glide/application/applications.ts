import type { Database } from '../../database/database.ts';
import { SYSTEM } from '../node/script-principals.ts';
import { type Application, readApplication } from './application.ts';
import { merged } from './record-identity.ts';
import { ImportRefusedError } from './refusal.ts';
import { parseUpdateSet, type UpdateRecord } from './update-set.ts';

/** What an import did. */
export interface InstalledApp {
  readonly scope: string;
  readonly name: string;
  readonly version: string;
  /** Records that the sandbox keeps and has no use for, each with its type. */
  readonly ignored: readonly { readonly table: string; readonly updateName: string }[];
}

/** Types that the runtime reads as definitions; rows of other tables that exist are data. */
const DEFINITIONS = new Set([
  ...[
    'sys_app',
    'sys_db_object',
    'sys_dictionary',
    'sys_documentation',
    'sys_choice',
    'sys_choice_set',
    'sys_number',
    'sys_index',
  ],
  ...['sys_script_include', 'sys_script', 'sysevent_register', 'sysevent_script_action', 'sysauto_script'],
  ...['sys_ws_definition', 'sys_ws_version', 'sys_ws_operation'],
  ...['sys_ui_action', 'sys_ui_action_role'],
  ...['sys_hub_flow', 'sys_hub_flow_input', 'sys_hub_action_instance_v2', 'sys_hub_flow_logic_instance_v2'],
  ...['sys_hub_action_type_definition', 'sys_hub_action_input', 'sys_hub_action_output'],
  ...['sys_hub_step_instance', 'sys_hub_step_ext_input', 'sys_variable_value', 'sys_element_mapping'],
]);

/** Tables of data whose rows are the same one where they have the same name (see `record-identity.ts`). */
const COALESCED_BY_NAME = new Set(['sys_properties', 'sys_user_role']);

/** The applications that are installed, each made of all the records that its update sets brought. */
export class Applications {
  readonly #database: Database;
  readonly #records = new Map<string, Map<string, UpdateRecord>>();
  readonly #byScope = new Map<string, Application>();

  constructor(database: Database) {
    this.#database = database;
  }

  all(): Application[] {
    return [...this.#byScope.values()];
  }

  /**
   * Imports, previews and commits an update set. Nothing is changed when it is refused.
   * @throws ImportRefusedError; Error when the text is not an update set
   */
  install(xml: string): InstalledApp {
    const set = parseUpdateSet(xml);
    const records = merged(this.#records.get(set.application) ?? new Map(), set.records);
    const reasons: string[] = [];
    const app = readApplication(set, [...records.values()], (reason) => reasons.push(reason));
    const own = new Set(app.tables.map((table) => table.name));
    for (const { name, parent } of app.tables) {
      if (!parent || own.has(parent) || this.#database.table(parent)) continue;
      reasons.push(`table ${name}: the sandbox does not have ${parent}, which it extends`);
    }
    if (reasons.length > 0) throw new ImportRefusedError(set.name, reasons);
    this.#records.set(set.application, records);
    this.#byScope.set(app.scope, app);
    for (const table of app.tables) this.#database.define(table);
    for (const record of set.records) this.#commitRow(record);
    const ignored = [...records.values()].filter(
      ({ table }) => !DEFINITIONS.has(table) && this.#database.table(table) === undefined,
    );
    const { scope, name, version } = app;
    return { scope, name, version, ignored: ignored.map(({ table, updateName }) => ({ table, updateName })) };
  }

  #commitRow({ table, action, fields }: UpdateRecord): void {
    if (DEFINITIONS.has(table) || this.#database.table(table) === undefined) return;
    const named = COALESCED_BY_NAME.has(table)
      ? this.#database.find(table, 'name', fields.name ?? '')
      : undefined;
    const sysId = named?.sys_id ?? fields.sys_id ?? '';
    // @fact A property of an update set | overwrites the value on the instance, unless it is private there | documented |
    // t_AddAPropertyUsingSysPropsList
    if (table === 'sys_properties' && named?.is_private === 'true' && action !== 'DELETE') return;
    if (action === 'DELETE') this.#database.delete(table, sysId, SYSTEM.userName);
    else if (this.#database.get(table, sysId) === null) this.#database.insert(table, fields, SYSTEM.userName);
    else this.#database.update(table, sysId, fields, SYSTEM.userName);
  }
}
