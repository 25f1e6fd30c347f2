import { SYS_CHOICE } from '../base-system/tables/choices.ts';
import type { Database } from './database.ts';
import { derivedSysId } from './derived-sys-id.ts';
import type { Column, Table } from './dictionary.ts';
import type { Row } from './row-store.ts';

/** Makes the choices of all columns readable as an instance has them: `sys_choice`, which nobody writes. */
export function deriveChoices(database: Database): void {
  database.derive(SYS_CHOICE, (tables) => {
    const byName = new Map(tables.map((table) => [table.name, table]));
    return tables.flatMap((table) => {
      const inherited = byName.get(table.parent ?? '')?.columns;
      const own = [...table.columns.values()].filter((column) => inherited?.get(column.name) !== column);
      return own.flatMap((column) => choiceRows(table, column));
    });
  });
}

function choiceRows({ name }: Table, column: Column): Row[] {
  return column.choices.map(({ value, label }, sequence) => ({
    sys_id: derivedSysId(name, column.name, value),
    name,
    element: column.name,
    value,
    label,
    language: 'en',
    sequence: String(sequence),
  }));
}
