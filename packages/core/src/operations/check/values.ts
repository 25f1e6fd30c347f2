/** Values that the instance would alter: it cuts long text and drops what is of another type without a word (ServiceNow docs, c_TableAPI). */
import type { CheckLine } from '../../check/report.ts';
import type { Fields } from '../../inputs/fields.ts';
import type { Dictionary, DictionaryColumn } from '../../servicenow/dictionary.ts';
import { TABLE_OF } from '../../servicenow/records.ts';
import { isGiven } from './asked-plan.ts';
import { doesNotHold, unseen } from './line.ts';

const VALUES = { id: 'data.values', title: 'The values of the data' };

/** Fields of one record, and the columns that they go to; `null` where those could not be seen. */
export interface GivenFields {
  readonly table: string;
  readonly fields: Fields;
  readonly dictionary: Dictionary | null;
}

/** @param strict whether a value that is altered is an error */
export function valueLines(given: readonly GivenFields[], strict: boolean): CheckLine[] {
  const lines = given.flatMap(({ table, fields, dictionary }) =>
    Object.entries(fields).flatMap(([column, value]) => {
      const problem = problemOf(value, dictionary?.get(column));
      if (problem === undefined) return [];
      const subject = { id: `data.${column}`, title: `Value of ${column} of ${table}` };
      const remedy = { remedy: `Correct ${column} in the data.`, who: 'pipeline author' as const };
      return [doesNotHold(subject, problem, remedy, strict)];
    }),
  );
  // Of several tasks that have one wrong value in common, one is told.
  const told = lines.filter(({ id }, index) => lines.findIndex((line) => line.id === id) === index);
  const hidden = given.filter(({ dictionary }) => dictionary === null).map(({ table }) => table);
  return !strict || hidden.length === 0
    ? told
    : [
        ...told,
        unseen(
          VALUES,
          `Whether the columns of ${[...new Set(hidden)].join(' and ')} take the values as they are could not be seen, as the integration user may not read the dictionary; with strict, a value that is altered is an error.`,
          {
            remedy: 'Let the integration user read sys_dictionary and sys_db_object.',
            who: 'ServiceNow admin',
          },
        ),
      ];
}

const TYPES: Readonly<Record<string, { readonly is: RegExp; readonly words: string }>> = {
  integer: { is: /^-?\d+$/, words: 'a whole number' },
  longint: { is: /^-?\d+$/, words: 'a whole number' },
  decimal: { is: /^-?\d*\.?\d+$/, words: 'a number' },
  float: { is: /^-?\d*\.?\d+(?:e[+-]?\d+)?$/i, words: 'a number' },
  boolean: { is: /^(?:true|false|1|0)$/i, words: 'true or false' },
};

function problemOf(value: unknown, column: DictionaryColumn | undefined): string | undefined {
  if (column === undefined || !isGiven(value) || TABLE_OF[column.name] !== undefined) return undefined;
  const text = String(value).replaceAll('\r', '').trim();
  const { type, maxLength } = column;
  if (type === 'string' && maxLength !== undefined && text.length > maxLength) {
    return `It has ${text.length} characters, and the column takes ${maxLength}: the rest is cut.`;
  }
  const wanted = TYPES[type];
  return wanted === undefined || wanted.is.test(text)
    ? undefined
    : `The column takes ${wanted.words}, and ${JSON.stringify(text.slice(0, 40))} is none.`;
}
