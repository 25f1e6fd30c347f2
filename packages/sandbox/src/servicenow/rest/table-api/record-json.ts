import { refuseAbsentColumn, refuseAbsentTable } from '../../database/absent-columns.ts';
import type { Column, Database, Row, Table } from '../../database/database.ts';
import { displayValue } from '../../database/display-value.ts';
import { referencedRow } from '../../database/reference.ts';
import type { UserTime } from '../../time/user-time.ts';

/** How a record is to look (c_TableAPI). */
export interface Rendering {
  /** `sysparm_display_value` */
  readonly display: 'false' | 'true' | 'all';
  /** `sysparm_exclude_reference_link` */
  readonly excludeLinks: boolean;
  /** `sysparm_fields`; empty for all */
  readonly fields: readonly string[];
  /** The instance's URL, for reference links. */
  readonly instance: string;
  /** The caller's, where display values are asked for. */
  readonly time?: UserTime;
}

type FieldJson = string | Readonly<Record<string, string>>;

/** Every scalar is a string; a reference is `{link, value}`. Unknown fields are left out. */
export function recordJson(
  database: Database,
  table: Table,
  row: Row,
  rendering: Rendering,
): Record<string, FieldJson> {
  const record: Record<string, FieldJson> = {};
  for (const path of rendering.fields.length > 0 ? rendering.fields : table.columns.keys()) {
    const json = fieldJson(database, table, row, path.split('.'), rendering);
    if (json !== undefined) record[path] = json;
  }
  return record;
}

/** Dot-walks: `assignment_group.manager.name`. */
function fieldJson(
  database: Database,
  table: Table,
  row: Row | null,
  [name = '', ...rest]: readonly string[],
  rendering: Rendering,
): FieldJson | undefined {
  const column = table.columns.get(name);
  if (column === undefined) {
    refuseAbsentColumn(database, table.name, name);
    return undefined;
  }
  if (rest.length === 0) {
    return row === null ? emptyJson(rendering) : columnJson(database, row, column, rendering);
  }
  const target = column.reference === null ? undefined : database.table(column.reference);
  if (column.reference !== null && target === undefined) refuseAbsentTable(column.reference);
  if (target === undefined) return undefined;
  const referenced = referencedRow(database, column, row?.[name] ?? '');
  return fieldJson(database, target, referenced, rest, rendering);
}

function emptyJson({ display }: Rendering): FieldJson {
  return display === 'all' ? { display_value: '', value: '' } : '';
}

function columnJson(database: Database, row: Row, column: Column, rendering: Rendering): FieldJson {
  const value = row[column.name] ?? '';
  const shown = rendering.display === 'false' ? '' : displayValue(database, row, column, rendering.time);
  const linked = column.reference !== null && value !== '' && !rendering.excludeLinks;
  const path = `${column.reference}${column.byName ? '?name=' : '/'}${value}`;
  const link = linked ? `${rendering.instance}/api/now/table/${path}` : '';
  switch (rendering.display) {
    case 'all':
      return { display_value: shown, value, ...(linked && { link }) };
    case 'true':
      return linked ? { display_value: shown, link } : shown;
    case 'false':
      return linked ? { link, value } : value;
  }
}
