import type { TableDefinition } from '../../database/dictionary.ts';
import { reference, text } from './columns.ts';

/**
 * Blackouts and lockdowns, as far as conflict detection asks for them (ServiceNow docs, t_CreateBlkoutMaintSched).
 * @fact The table of change lockdowns, and the value of their type of conflict | `cmn_schedule_lockdown`,
 *   `inside_change_lockdown` | belief | names of our own
 */
export const SCHEDULE_TABLES: readonly TableDefinition[] = [
  {
    name: 'cmn_schedule',
    label: 'Schedule',
    webServiceAccess: true,
    columns: [text('name', 'Name', 80), text('sys_class_name', 'Class', 80)],
  },
  {
    name: 'cmn_schedule_blackout',
    label: 'Blackout Schedule',
    parent: 'cmn_schedule',
    webServiceAccess: true,
    // Encoded query over cmdb_ci.
    columns: [text('condition', 'Condition', 4000)],
  },
  {
    name: 'cmn_schedule_lockdown',
    label: 'Change Lockdown',
    parent: 'cmn_schedule',
    webServiceAccess: true,
    columns: [text('condition', 'Condition', 4000)],
  },
  {
    name: 'cmn_schedule_span',
    label: 'Schedule Entry',
    webServiceAccess: true,
    columns: [
      reference('schedule', 'Schedule', 'cmn_schedule'),
      text('name', 'Name', 100),
      { name: 'start_date_time', label: 'When', type: 'schedule_date_time' },
      { name: 'end_date_time', label: 'To', type: 'schedule_date_time' },
    ],
  },
];
