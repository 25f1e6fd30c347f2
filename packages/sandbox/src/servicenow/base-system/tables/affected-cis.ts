import type { TableDefinition } from '../../database/dictionary.ts';
import { flag, reference, text } from './columns.ts';

/** What a change touches, and what stands in its way. */
export const AFFECTED_CI_TABLES: readonly TableDefinition[] = [
  {
    name: 'task_ci',
    label: 'CIs Affected',
    webServiceAccess: true,
    columns: [
      reference('task', 'Task', 'task'),
      reference('ci_item', 'Configuration Item', 'cmdb_ci'),
      flag('manual_proposed_change', 'Manual proposed change'),
    ],
  },
  {
    name: 'task_cmdb_ci_service',
    label: 'Impacted Services/CIs',
    webServiceAccess: true,
    columns: [
      reference('task', 'Task', 'task'),
      reference('cmdb_ci_service', 'Impacted service', 'cmdb_ci'),
      flag('manually_added', 'Manually added'),
    ],
  },
  {
    name: 'conflict',
    label: 'Conflict',
    webServiceAccess: true,
    columns: [
      reference('change', 'Change', 'change_request'),
      reference('conflicting_change', 'Conflicting change', 'change_request'),
      reference('configuration_item', 'Affected CI', 'cmdb_ci'),
      {
        name: 'type',
        label: 'Type',
        choices: [
          { value: 'ci_already_scheduled', label: 'CI Already Scheduled' },
          { value: 'blackout', label: 'Blackout' },
          { value: 'inside_change_lockdown', label: 'Inside Change Lockdown' },
        ],
      },
      reference('schedule', 'Schedule', 'cmn_schedule'),
      text('source', 'Source', 80),
    ],
  },
];
