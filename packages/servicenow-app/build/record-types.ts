/** What an update set says about a record besides the record itself. */
import type { RecordFile } from './record-file.ts';

interface RecordType {
  readonly table: string;
  /** The update's Type, as people see it in the list of customer updates. */
  readonly type: string;
  /** The update's Table: what the record is about. */
  readonly about?: (record: RecordFile, all: readonly RecordFile[]) => string;
  /** The update's Target name; the record's name unless it has a better one. */
  readonly target?: (record: RecordFile, all: readonly RecordFile[]) => string;
}

/** In the order in which they go into the set: what others need comes first. */
const TYPES: readonly RecordType[] = [
  { table: 'sys_app', type: 'Custom Application' },
  { table: 'sys_user_role', type: 'Role' },
  { table: 'sys_db_object', type: 'Table', about: ({ fields }) => fields.name ?? '', target: labelOf },
  { table: 'sys_dictionary', type: 'Dictionary', about: tableOf, target: columnOf },
  { table: 'sys_documentation', type: 'Field Label', about: tableOf, target: columnOf },
  {
    table: 'sys_index',
    type: 'Table Index',
    about: ({ fields }) => fields.logical_table_name ?? '',
    target: indexOf,
  },
  { table: 'sys_choice_set', type: 'Choice list', target: columnOf },
  { table: 'sys_properties', type: 'System Property' },
  {
    table: 'sys_scope_privilege',
    type: 'Cross scope privilege',
    target: ({ fields }) => fields.target_name ?? '',
  },
  { table: 'sys_security_acl', type: 'Access Control', about: tableOf },
  { table: 'sys_security_acl_role', type: 'Access Roles', about: aclOf, target: aclOf },
  { table: 'sys_script_include', type: 'Script Include' },
  { table: 'sysevent_queue', type: 'Event Queue', target: ({ fields }) => fields.queue ?? '' },
  {
    table: 'sysevent_register',
    type: 'Event Registration',
    about: ({ fields }) => fields.table ?? '',
    target: eventOf,
  },
  { table: 'sysevent_script_action', type: 'Script Action', about: eventOf },
  { table: 'sys_script', type: 'Business Rule', about: ({ fields }) => fields.collection ?? '' },
  { table: 'sysauto_script', type: 'Scheduled Script Execution' },
  { table: 'sys_hub_action_type_definition', type: 'Action Type' },
  { table: 'sys_hub_flow', type: 'Flow' },
  { table: 'sys_ws_definition', type: 'Scripted REST API' },
  { table: 'sys_ws_version', type: 'Scripted REST Version', target: ({ fields }) => fields.version_id ?? '' },
  { table: 'sys_ws_operation', type: 'Scripted REST Resource' },
  { table: 'sys_app_application', type: 'Application Menu', target: titleOf },
  { table: 'sys_app_module', type: 'Module', target: titleOf },
  { table: 'sys_ui_action', type: 'UI Action', about: ({ fields }) => fields.table ?? '' },
  { table: 'sys_ui_action_role', type: 'UI Action Role', target: uiActionOf },
  { table: 'sys_ui_list', type: 'List Layout', about: tableOf },
  { table: 'sys_ui_section', type: 'Form Layout', about: layoutOf, target: layoutOf },
  { table: 'sys_ui_form_sections', type: 'Form Sections', about: layoutOf, target: layoutOf },
  { table: 'sys_atf_test', type: 'Test' },
  { table: 'sys_atf_step', type: 'Test Step', target: ({ fields }) => fields.display_name ?? '' },
];

/** Rows of the app's own tables, by what follows its scope. */
const DATA_ROWS: readonly RecordType[] = [{ table: 'ci_server', type: 'CI server' }];

/**
 * Left out: the SDK's description of the npm package and its bill of materials. They belong to apps that run
 * modules; this one runs plain scripts, and the bill's time and serial number would differ in every build.
 */
const LEFT_OUT = ['sys_module'];

export interface Update {
  readonly record: RecordFile;
  readonly type: string;
  readonly about: string;
  readonly target: string;
}

/** @throws for a record whose type an update set of this app has not had so far */
export function describeUpdates(records: readonly RecordFile[]): Update[] {
  const known = records.filter(({ table }) => !LEFT_OUT.includes(table));
  const scope = records.find(({ table }) => table === 'sys_app')?.fields.scope ?? '';
  const types = [...TYPES, ...DATA_ROWS.map((row) => ({ ...row, table: `${scope}_${row.table}` }))];
  const strange = known.find(({ table }) => !types.some((type) => type.table === table));
  if (strange !== undefined) {
    throw new Error(
      `${strange.updateName}: say in build/record-types.ts how an update set names ${strange.table}`,
    );
  }
  return types.flatMap(({ table, type, about, target }) =>
    known
      .filter((record) => record.table === table)
      .map((record) => ({
        record,
        type,
        about: about?.(record, records) ?? '',
        target: target?.(record, records) ?? record.fields.name ?? '',
      })),
  );
}

function tableOf({ fields }: RecordFile): string {
  return fields.name ?? '';
}

function titleOf({ fields }: RecordFile): string {
  return fields.title ?? '';
}

function eventOf({ fields }: RecordFile): string {
  return fields.event_name ?? '';
}

function labelOf({ fields }: RecordFile): string {
  return fields.label ?? '';
}

/** `<table label>.<column label>`; the table's own row is the table label alone. */
function columnOf({ fields }: RecordFile, all: readonly RecordFile[]): string {
  const table = all.find((other) => other.table === 'sys_db_object' && other.fields.name === fields.name);
  const column = fields.label ?? fields.column_label ?? fields.element ?? '';
  return [table?.fields.label ?? fields.name ?? '', column].filter((part) => part !== '').join('.');
}

/** `<table>: <columns>` */
function indexOf({ fields }: RecordFile): string {
  return `${fields.logical_table_name}: ${fields.col_name_string}`;
}

/** Layouts of forms name their table in an attribute. */
function layoutOf({ xml }: RecordFile): string {
  return /<sys_ui_(?:section|form_sections) [^>]*\btable="(\w+)"/.exec(xml)?.[1] ?? '';
}

function uiActionOf({ fields }: RecordFile, all: readonly RecordFile[]): string {
  return all.find((other) => other.fields.sys_id === fields.sys_ui_action)?.fields.name ?? '';
}

function aclOf({ fields }: RecordFile, all: readonly RecordFile[]): string {
  return all.find((other) => other.fields.sys_id === fields.sys_security_acl)?.fields.name ?? '';
}
