/** `serviceNow.columns`: columns that an instance has beyond those of the base system, by their table. */
import { z } from 'zod';
import type { ColumnDefinition, Database } from '../../servicenow/index.ts';
import { ConfigurationError, type Path } from './configuration-error.ts';

const TYPES = [
  ...['string', 'integer', 'float', 'boolean', 'glide_date', 'glide_date_time', 'reference', 'glide_list'],
  ...['url', 'journal_input', 'password2'],
] as const;

/** A name alone stands for a column of text. */
const COLUMN = z.preprocess(
  (given) => (typeof given === 'string' ? { name: given } : given),
  z
    .strictObject({
      name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'write the name of a column, such as u_ticket'),
      type: z.enum(TYPES, `write one of ${TYPES.join(', ')}`).default('string'),
      label: z.string().min(1).exactOptional(),
      /** Characters; longer values are cut. */
      maxLength: z.int().min(1).exactOptional(),
      defaultValue: z.union([z.string(), z.number(), z.boolean()]).transform(String).exactOptional(),
      /** The table that a reference points to. */
      reference: z.string().min(1).exactOptional(),
    })
    .refine(({ type, reference }) => (type === 'reference') === (reference !== undefined), {
      path: ['reference'],
      message: 'a column of type reference, and no other, names the table that it points to',
    }),
);

export const COLUMNS = z.record(z.string(), z.array(COLUMN)).default({});

/**
 * Adds each column to its table, and to those that extend it.
 * @throws ConfigurationError naming a table that is not there, or a column that is
 */
export function addColumns(database: Database, columns: z.infer<typeof COLUMNS>): void {
  for (const [name, added] of Object.entries(columns)) {
    const table = database.table(name);
    if (table === undefined) throw problem([name], `the sandbox has no table ${name}`);
    for (const [index, column] of added.entries()) {
      const { reference } = column;
      if (table.columns.has(column.name))
        throw problem([name, index], `${name} has the column ${column.name} already`);
      if (reference !== undefined && database.table(reference) === undefined)
        throw problem([name, index, 'reference'], `the sandbox has no table ${reference}`);
      database.define({ name, columns: [column satisfies ColumnDefinition] });
    }
  }
}

function problem(path: Path, message: string): ConfigurationError {
  return new ConfigurationError({ path: ['serviceNow', 'columns', ...path], message });
}
