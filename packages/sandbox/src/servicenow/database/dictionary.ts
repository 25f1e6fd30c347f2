/**
 * The dictionary: what tables there are and what columns they have, in the terms of `sys_db_object`
 * and `sys_dictionary`.
 */

/** `internal_type` of `sys_dictionary`; types not named here behave as strings. */
export type ColumnType =
  | 'string'
  | 'integer'
  | 'boolean'
  | 'glide_date_time'
  | 'glide_date'
  | 'due_date'
  | 'glide_list'
  | 'float'
  | 'reference'
  | 'choice'
  | 'url'
  | 'password2'
  | 'journal_input'
  | 'GUID'
  | (string & {});

/** Whether values of a type are points in time. */
export function isDateTime(type: ColumnType): boolean {
  return type === 'glide_date_time' || type === 'due_date';
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Column {
  readonly name: string;
  readonly label: string;
  readonly type: ColumnType;
  /** Characters; longer values are cut silently, as ServiceNow does. */
  readonly maxLength: number;
  readonly mandatory: boolean;
  readonly readOnly: boolean;
  readonly unique: boolean;
  readonly defaultValue: string;
  /** The table that a reference column points to. */
  readonly reference: string | null;
  /** Whether the reference is by the name of the row, not by its sys_id. */
  readonly byName: boolean;
  readonly choices: readonly Choice[];
  /** Of a state: the values that end a task (the dictionary attribute `close_states`). */
  readonly closeStates: readonly string[];
}

export interface Table {
  readonly name: string;
  readonly label: string;
  /** The table that this one extends (`super_class`). */
  readonly parent: string | null;
  /** By name, inherited columns included. */
  readonly columns: Map<string, Column>;
  /** `ws_access`: whether the Table API may reach it. */
  readonly webServiceAccess: boolean;
  /** `CHG` makes the column `number` count from CHG0030001. */
  readonly numberPrefix: string | null;
  /** The column whose value stands for the row where people see it; null for the one that usually does. */
  readonly display: string | null;
}

/** What `Database.define` takes; what is left out gets the dictionary's defaults. */
export interface TableDefinition {
  readonly name: string;
  readonly label?: string;
  readonly parent?: string | null;
  readonly webServiceAccess?: boolean;
  readonly numberPrefix?: string | null;
  readonly display?: string;
  readonly columns?: readonly ColumnDefinition[];
}

export type ColumnDefinition = Pick<Column, 'name'> & Partial<Column>;

export function column(definition: ColumnDefinition): Column {
  const type = definition.type ?? 'string';
  return {
    label: definition.name,
    type,
    maxLength: MAX_LENGTH[type] ?? 40,
    mandatory: false,
    readOnly: false,
    unique: false,
    defaultValue: type === 'boolean' ? 'false' : '',
    reference: null,
    byName: false,
    choices: [],
    closeStates: [],
    ...definition,
  };
}

/** Lengths that the dictionary gives when none is asked for; others have 40. */
const MAX_LENGTH: Readonly<Record<string, number>> = {
  GUID: 32,
  reference: 32,
  url: 1024,
  password2: 255,
  journal_input: 4000,
  email: 100,
  glide_list: 4000,
  template_value: 4000,
  table_name: 80,
  field_name: 80,
  user_input: 4000,
  sys_class_path: 255,
  domain_path: 255,
};

/** The columns that every table has. */
export const SYSTEM_COLUMNS: readonly ColumnDefinition[] = [
  { name: 'sys_id', label: 'Sys ID', type: 'GUID', readOnly: true, unique: true },
  { name: 'sys_created_on', label: 'Created', type: 'glide_date_time', readOnly: true },
  { name: 'sys_created_by', label: 'Created by', readOnly: true },
  { name: 'sys_updated_on', label: 'Updated', type: 'glide_date_time', readOnly: true },
  { name: 'sys_updated_by', label: 'Updated by', readOnly: true },
  { name: 'sys_mod_count', label: 'Updates', type: 'integer', readOnly: true, defaultValue: '0' },
];

/** The column whose value is shown for a row, for instance where a reference points to it. */
export function displayColumn(table: Table): string {
  if (table.display !== null) return table.display;
  for (const name of ['number', 'name', 'u_name', 'short_description']) {
    if (table.columns.has(name)) return name;
  }
  return 'sys_id';
}
