import type { TableDefinition } from '../../database/dictionary.ts';
import { choice, dateTime, flag, integerChoice, reference, text } from './columns.ts';

/** `change_task`: the pieces of work of one change. */
export const CHANGE_TASK: TableDefinition = {
  name: 'change_task',
  label: 'Change Task',
  parent: 'task',
  webServiceAccess: true,
  numberPrefix: 'CTASK',
  columns: [
    {
      ...integerChoice(
        'state',
        'State',
        [
          ['-5', 'Pending'],
          ['1', 'Open'],
          ['2', 'In Progress'],
          ['3', 'Closed'],
          ['4', 'Canceled'],
        ],
        '1',
      ),
      closeStates: ['3', '4'],
    },
    choice(
      'created_from',
      'Created from',
      { workflow: 'Workflow', flow: 'Flow', manual: 'Manual' },
      'manual',
    ),
    reference('change_request', 'Change request', 'change_request'),
    choice('change_task_type', 'Type', {
      planning: 'Planning',
      implementation: 'Implementation',
      testing: 'Testing',
      review: 'Review',
    }),
    dateTime('planned_start_date', 'Planned start date'),
    dateTime('planned_end_date', 'Planned end date'),
    flag('on_hold', 'On hold'),
    text('on_hold_reason', 'On hold reason', 4000),
    choice('close_code', 'Close code', {
      successful: 'Successful',
      successful_issues: 'Successful with issues',
      unsuccessful: 'Unsuccessful',
    }),
  ],
};
