import type { TableDefinition } from '../../database/dictionary.ts';
import { integerChoice } from './columns.ts';

/** `incident`, for what a change names as its reason: the columns of `task`, and no process of its own. */
export const INCIDENT: TableDefinition = {
  name: 'incident',
  label: 'Incident',
  parent: 'task',
  webServiceAccess: true,
  numberPrefix: 'INC',
  columns: [
    {
      ...integerChoice(
        'state',
        'State',
        [
          ['1', 'New'],
          ['2', 'In Progress'],
          ['3', 'On Hold'],
          ['6', 'Resolved'],
          ['7', 'Closed'],
          ['8', 'Canceled'],
        ],
        '1',
      ),
      closeStates: ['7', '8'],
    },
  ],
};
