import type { Database } from '../../database/database.ts';
import { SYSTEM } from '../node/script-principals.ts';
import { type Application, readApplication } from './application.ts';
import { isNamedByName, merged } from './record-identity.ts';
import { ImportRefusedError } from './refusal.ts';
import { withUniqueColumns } from './unique-columns.ts';
import { parseUpdateSet, type UpdateRecord } from './update-set.ts';

/** What an import did. */
export interface InstalledApp {
  readonly scope: string;
  readonly name: string;
  readonly version: string;
  /** Names of the updates that were older than what somebody had changed on the instance. */
  readonly collisions: readonly string[];
  /** sys_ids of the subflows and actions that it brought. */
  readonly drafts: readonly string[];
  /** Records that the sandbox keeps and has no use for, each with its type. */
  readonly ignored: readonly { readonly table: string; readonly updateName: string }[];
}

/** How an admin commits an update set. */
export interface ImportOptions {
  /** What is done with an update that is older than what somebody has changed on the instance; accept when left out. */
  readonly collisions?: 'accept' | 'skip';
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
  ...[
    'sys_script_include',
    'sys_script',
    'sysevent_register',
    'sysevent_script_action',
    'sysevent_queue',
    'sysauto_script',
  ],
  ...['sys_ws_definition', 'sys_ws_version', 'sys_ws_operation'],
  ...['sys_ui_action', 'sys_ui_action_role'],
  ...['sys_hub_flow', 'sys_hub_flow_input', 'sys_hub_action_instance_v2', 'sys_hub_flow_logic_instance_v2'],
  ...['sys_hub_action_type_definition', 'sys_hub_action_input', 'sys_hub_action_output'],
  ...['sys_hub_step_instance', 'sys_hub_step_ext_input', 'sys_variable_value', 'sys_element_mapping'],
]);

/** Of those, the types whose records can be read as rows. */
const READABLE = new Set(['sys_script', 'sysevent_script_action', 'sysauto_script']);

/** Types that an admin publishes. */
const PUBLISHED = new Set(['sys_hub_flow', 'sys_hub_action_type_definition']);

/** The applications that are installed, each made of all the records that its update sets brought. */
export class Applications {
  readonly #database: Database;
  readonly #log: (message: string) => void;
  readonly #records = new Map<string, Map<string, UpdateRecord>>();
  readonly #byScope = new Map<string, Application>();

  /** @param log takes what an import has to say that does not end it */
  constructor(database: Database, log: (message: string) => void) {
    this.#database = database;
    this.#log = log;
  }

  all(): Application[] {
    return [...this.#byScope.values()];
  }

  /**
   * Imports, previews and commits an update set. Nothing is changed when it is refused.
   * @throws ImportRefusedError; Error when the text is not an update set
   */
  install(xml: string, { collisions: handling = 'accept' }: ImportOptions = {}): InstalledApp {
    const set = parseUpdateSet(xml);
    const records = merged(this.#records.get(set.application) ?? new Map(), set.records);
    const reasons: string[] = [];
    const app = readApplication(set, [...records.values()], (reason) => reasons.push(reason));
    reasons.push(...this.#missingTables(app));
    if (reasons.length > 0) throw new ImportRefusedError(set.name, reasons);
    this.#records.set(set.application, records);
    this.#byScope.set(app.scope, app);
    for (const table of app.tables)
      this.#database.define(withUniqueColumns(this.#database, table, this.#log));
    for (const record of set.records) if (record.action === 'DELETE') this.#dropColumn(record);
    const rows = set.records.filter(
      ({ table }) =>
        READABLE.has(table) || (!DEFINITIONS.has(table) && this.#database.table(table) !== undefined),
    );
    this.#commitScope(set.application, app);
    const collisions = rows.filter((record) => this.#isCollision(record));
    const skipped = new Set(handling === 'skip' ? collisions : []);
    for (const record of rows) if (!skipped.has(record)) this.#commitRow(record);
    const ignored = [...records.values()].filter(
      ({ table }) => !DEFINITIONS.has(table) && this.#database.table(table) === undefined,
    );
    const { scope, name, version } = app;
    return {
      scope,
      name,
      version,
      collisions: collisions.map(({ updateName }) => updateName),
      drafts: set.records
        .filter(({ table }) => PUBLISHED.has(table))
        .map(({ fields }) => fields.sys_id ?? ''),
      ignored: ignored.map(({ table, updateName }) => ({ table, updateName })),
    };
  }

  /** The tables that an application extends, adds to, or has rules on, and that the sandbox lacks. */
  #missingTables({ tables, businessRules, rulesBefore, uiActions }: Application): string[] {
    // The others are tables that it adds columns to, and leaves their labels.
    const own = new Set(tables.filter(({ label }) => label !== undefined).map(({ name }) => name));
    const lacks = (table: string): boolean => !own.has(table) && this.#database.table(table) === undefined;
    return [
      ...tables
        .filter(({ parent }) => parent && lacks(parent))
        .map(({ name, parent }) => `table ${name}: the sandbox does not have ${parent}, which it extends`),
      ...tables
        .filter(({ name }) => lacks(name))
        .map(({ name }) => `columns of ${name}: the sandbox does not have this table`),
      ...[...businessRules, ...rulesBefore, ...uiActions]
        .filter(({ table }) => table !== 'global' && lacks(table))
        .map(({ name, table }) => `"${name}" on ${table}: the sandbox does not have this table`),
    ];
  }

  /**
   * @fact An update that is older than what was changed on the instance | is a collision in the preview; it is committed unless
   * the admin skips it. A row of an application's own table collides with nothing: no customer update
   * records its changes, and the preview compares customer updates | documented | t_PreviewARemoteUpdateSet,
   * update-set-collisions
   */
  #isCollision(record: UpdateRecord): boolean {
    if (this.all().some(({ tables }) => tables.some(({ name }) => name === record.table))) return false;
    const local = this.#database.get(record.table, this.#sysIdOf(record));
    if (local === null || local.sys_updated_by === SYSTEM.userName || this.#isKept(record)) return false;
    return record.updatedOn !== '' && (local.sys_updated_on ?? '') > record.updatedOn;
  }

  /**
   * @fact A property of an update set | overwrites the value on the instance, unless it is private there | documented |
   * t_AddAPropertyUsingSysPropsList
   */
  #isKept(record: UpdateRecord): boolean {
    if (record.table !== 'sys_properties' || record.action === 'DELETE') return false;
    const local = this.#database.get(record.table, this.#sysIdOf(record));
    if (local !== null) return local.is_private === 'true';
    return record.fields.is_private === 'true' && this.#database.behaviours.privateProperties === 'leftOut';
  }

  #commitScope(sysId: string, { scope, name }: Application): void {
    if (this.#database.get('sys_scope', sysId) === null)
      this.#database.insert('sys_scope', { sys_id: sysId, scope, name }, SYSTEM.userName);
  }

  #commitRow(record: UpdateRecord): void {
    if (this.#isKept(record)) return;
    const { table, action } = record;
    const sysId = this.#sysIdOf(record);
    const fields = this.#withLocalReferences(record);
    if (action === 'DELETE') this.#database.delete(table, sysId, SYSTEM.userName);
    else if (this.#database.get(table, sysId) === null) this.#database.insert(table, fields, SYSTEM.userName);
    else this.#database.update(table, sysId, fields, SYSTEM.userName);
  }

  /** A reference to a record that has another sys_id here goes by its name. */
  #withLocalReferences({ table, fields }: UpdateRecord): UpdateRecord['fields'] {
    const columns = [...(this.#database.table(table)?.columns.values() ?? [])];
    const local = columns.flatMap(({ name, reference }) => {
      const shown = fields[`${name}:name`];
      if (!shown || reference === null || DEFINITIONS.has(reference) || !isNamedByName(reference)) return [];
      return [[name, this.#database.find(reference, 'name', shown)?.sys_id ?? fields[name]]];
    });
    return { ...fields, ...Object.fromEntries(local) };
  }

  /** On this instance: of the row that is the same one. */
  #sysIdOf({ table, fields }: UpdateRecord): string {
    const named = isNamedByName(table) ? this.#database.find(table, 'name', fields.name ?? '') : undefined;
    return named?.sys_id ?? fields.sys_id ?? '';
  }

  /**
   * @fact A column that an update set deletes | goes, and its values with it; a table stays | documented |
   * customizations-tracked-update-sets
   */
  #dropColumn({ table, fields }: UpdateRecord): void {
    if (table === 'sys_dictionary' && fields.element) {
      this.#database.dropColumn(fields.table ?? fields.name ?? '', fields.element);
    }
  }
}
