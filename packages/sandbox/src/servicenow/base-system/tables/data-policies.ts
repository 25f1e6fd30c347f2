import type { TableDefinition } from '../../database/dictionary.ts';
import { choice, flag, reference, text, typed } from './columns.ts';

/** What a rule makes of a field. */
const EFFECT = { ignore: 'Leave alone', true: 'True', false: 'False' };

/**
 * Data policies, and what they make of single fields.
 * @fact Tables and columns of data policies | `sys_data_policy2` and `sys_data_policy_rule`, as here | third party | base script
 *   DataPolicyConversion, public copy; SDK manual, DataPolicy
 */
export const DATA_POLICY_TABLES: readonly TableDefinition[] = [
  {
    name: 'sys_data_policy2',
    label: 'Data Policy',
    webServiceAccess: true,
    display: 'short_description',
    columns: [
      text('short_description', 'Short description', 100),
      text('description', 'Description', 4000),
      text('model_table', 'Table', 80),
      typed('conditions', 'Conditions', 'conditions'),
      flag('active', 'Active', 'true'),
      flag('inherit', 'Inherit'),
      flag('reverse_if_false', 'Reverse if false', 'true'),
      flag('apply_import_set', 'Apply to import sets', 'true'),
      flag('apply_soap', 'Apply to SOAP', 'true'),
      flag('enforce_ui', 'Use as UI Policy on client', 'true'),
    ],
  },
  {
    name: 'sys_data_policy_rule',
    label: 'Data Policy Rule',
    webServiceAccess: true,
    display: 'field',
    columns: [
      reference('sys_data_policy', 'Data Policy', 'sys_data_policy2'),
      text('table', 'Table', 80),
      text('field', 'Field', 80),
      choice('mandatory', 'Mandatory', EFFECT, 'ignore'),
      choice('disabled', 'Read only', EFFECT, 'ignore'),
    ],
  },
];
