import type { TableDefinition } from '../database/dictionary.ts';
import { choice, reference, text } from './columns.ts';

const SCHEDULE_TYPES = { blackout: 'Blackout', maintenance: 'Maintenance' };

/** When changes may be made, and when not (ServiceNow docs, t_CreateBlkoutMaintSched). */
export const SCHEDULE_TABLES: readonly TableDefinition[] = [
  {
    name: 'cmn_schedule',
    label: 'Schedule',
    webServiceAccess: true,
    columns: [
      text('name', 'Name', 80),
      text('sys_class_name', 'Class', 80),
      text('description', 'Description', 4000),
      choice('type', 'Type', SCHEDULE_TYPES),
      text('time_zone', 'Time zone'),
    ],
  },
  {
    name: 'cmn_schedule_condition',
    label: 'Condition Schedule',
    parent: 'cmn_schedule',
    webServiceAccess: true,
    columns: [
      // A table: `change_request` for changes, a class of CIs otherwise.
      text('applies_to', 'Applies to', 80),
      // Encoded query over that table.
      text('condition', 'Condition', 4000),
    ],
  },
  {
    name: 'cmn_schedule_blackout',
    label: 'Blackout Schedule',
    parent: 'cmn_schedule_condition',
    webServiceAccess: true,
    columns: [choice('type', 'Type', SCHEDULE_TYPES, 'blackout')],
  },
  {
    name: 'cmn_schedule_maintenance',
    label: 'Maintenance Schedule',
    parent: 'cmn_schedule_condition',
    webServiceAccess: true,
    columns: [choice('type', 'Type', SCHEDULE_TYPES, 'maintenance')],
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
      text('type', 'Type'),
      text('repeat_type', 'Repeats'),
    ],
  },
];
