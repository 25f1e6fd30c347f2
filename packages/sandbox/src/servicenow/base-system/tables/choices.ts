import type { TableDefinition } from '../../database/dictionary.ts';
import { flag, integer, text } from './columns.ts';

/** The choices of all columns. Its rows follow from the columns. */
export const SYS_CHOICE: TableDefinition = {
  name: 'sys_choice',
  label: 'Choice',
  webServiceAccess: true,
  display: 'label',
  columns: [
    text('name', 'Table', 80),
    text('element', 'Element', 80),
    text('value', 'Value', 100),
    text('label', 'Label', 100),
    text('language', 'Language', 3),
    integer('sequence', 'Sequence'),
    text('dependent_value', 'Dependent value'),
    flag('inactive', 'Inactive'),
  ],
};
