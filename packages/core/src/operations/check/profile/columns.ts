/** The columns of a table, with their choices, as an instance shows them. */
import type { ProfiledColumn } from '../../../check/profile.ts';
import type { ServiceNowClient } from '../../../servicenow/client.ts';
import type { DictionaryColumn } from '../../../servicenow/dictionary.ts';
import { readOwnDictionary } from '../../../servicenow/dictionary-overrides.ts';
import { pagesOf, type Row } from '../../../servicenow/rows.ts';
import { isPortable, isSecretColumn } from './portable.ts';
import type { Unseen } from './unseen.ts';

/** @returns undefined where they cannot be read */
export async function profiledColumns(
  client: ServiceNowClient,
  table: string,
  unseen: Unseen,
): Promise<readonly ProfiledColumn[] | undefined> {
  const dictionary = await readOwnDictionary(client, table);
  if (dictionary === null) {
    unseen(`The columns of ${table}: the user may not read all of sys_db_object and sys_dictionary.`);
    return undefined;
  }
  const { lineage, columns, isOwn } = dictionary;
  if (!isOwn) {
    unseen(
      `What ${table} changes of the columns that it inherits: the user may not read sys_dictionary_override. Default values are left out, and which columns are mandatory or read-only is that of the table that they are from.`,
    );
  }
  const choices = await choicesOf(client, lineage, unseen);
  return [...columns.values()].map(({ computed: _, ...column }) => {
    const list = choices(column.name);
    return { ...told(isOwn ? column : withoutDefault(column)), ...(list.length > 0 && { choices: list }) };
  });
}

function withoutDefault({ defaultValue: _, ...column }: DictionaryColumn): DictionaryColumn {
  return column;
}

function told(column: DictionaryColumn): DictionaryColumn {
  const { defaultValue = '' } = column;
  return isSecretColumn(column) || !isPortable(defaultValue) ? withoutDefault(column) : column;
}

type Choices = NonNullable<ProfiledColumn['choices']>;

/** A table that has choices of its own for a column has none of those of the tables that it extends. */
async function choicesOf(
  client: ServiceNowClient,
  lineage: readonly string[],
  unseen: Unseen,
): Promise<(column: string) => Choices> {
  const ask = {
    query: `nameIN${lineage.join(',')}^inactive=false^language=en`,
    fields: ['name', 'element', 'value', 'label', 'sequence', 'dependent_value', 'inactive', 'language'],
  };
  const shown = await pagesOf(client, 'sys_choice', ask);
  const rows = (shown?.rows ?? []).filter(
    ({ inactive, language }) => inactive !== 'true' && (language ?? 'en') === 'en',
  );
  // A change has states, at least.
  if (rows.length === 0 || shown?.isAll === false) {
    unseen(`Choices of ${lineage[0]}: the user may not read all of sys_choice.`);
  }
  return (column) => {
    const of = (table: string) => rows.filter(({ name, element }) => name === table && element === column);
    const own = lineage.map(of).find((found) => found.length > 0) ?? [];
    return own.toSorted((one, other) => Number(one.sequence) - Number(other.sequence)).map(choice);
  };
}

function choice({ value = '', label = '', dependent_value: dependent = '' }: Row): Choices[number] {
  return { value, label, ...(dependent !== '' && { dependent }) };
}
