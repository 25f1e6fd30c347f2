import type { TableDefinition } from '../../database/dictionary.ts';
import {
  choice,
  dateTime,
  day,
  flag,
  integer,
  integerChoice,
  list,
  reference,
  systemKept,
  text,
  typed,
} from './columns.ts';

/** Value and label, in the order of the state model. */
export const CHANGE_STATES: readonly (readonly [value: string, label: string])[] = [
  ['-5', 'New'],
  ['-4', 'Assess'],
  ['-3', 'Authorize'],
  ['-2', 'Scheduled'],
  ['-1', 'Implement'],
  ['0', 'Review'],
  ['3', 'Closed'],
  ['4', 'Canceled'],
];

const SCOPES = [
  ['1', 'Massive'],
  ['2', 'Large'],
  ['3', 'Medium'],
  ['4', 'Small'],
  ['5', 'Tiny'],
] as const;

/** `change_request`; its states: ServiceNow docs, c_ChangeStateModel. */
export const CHANGE_REQUEST: TableDefinition = {
  name: 'change_request',
  label: 'Change Request',
  parent: 'task',
  webServiceAccess: true,
  numberPrefix: 'CHG',
  columns: [
    { ...integerChoice('state', 'State', CHANGE_STATES, '-5'), closeStates: ['3', '4'] },
    choice('type', 'Type', { standard: 'Standard', normal: 'Normal', emergency: 'Emergency' }, 'normal'),
    reference('chg_model', 'Model', 'chg_model'),
    reference(
      'std_change_producer_version',
      'Standard Change Template version',
      'std_change_producer_version',
    ),
    choice('category', 'Category', { Other: 'Other', Software: 'Software', Hardware: 'Hardware' }, 'Other'),
    integerChoice('risk', 'Risk', [
      ['2', 'High'],
      ['3', 'Moderate'],
      ['4', 'Low'],
    ]),
    integer('risk_value', 'Risk value'),
    dateTime('start_date', 'Planned start date'),
    dateTime('end_date', 'Planned end date'),
    text('justification', 'Justification', 4000),
    text('reason', 'Reason'),
    text('implementation_plan', 'Implementation plan', 4000),
    text('backout_plan', 'Backout plan', 4000),
    text('test_plan', 'Test plan', 4000),
    text('change_plan', 'Change plan', 4000),
    text('risk_impact_analysis', 'Risk and impact analysis', 4000),
    reference('requested_by', 'Requested by', 'sys_user'),
    dateTime('requested_by_date', 'Requested by date'),
    flag('on_hold', 'On hold'),
    text('on_hold_reason', 'On hold reason', 4000),
    ...systemKept(
      choice(
        'conflict_status',
        'Conflict status',
        { 'Not Run': 'Not Run', Conflict: 'Conflict', 'No Conflict': 'No Conflict' },
        'Not Run',
      ),
      dateTime('conflict_last_run', 'Conflict last run'),
      list('on_hold_task', 'On hold change tasks'),
    ),
    choice('close_code', 'Close code', {
      successful: 'Successful',
      successful_issues: 'Successful with issues',
      unsuccessful: 'Unsuccessful',
    }),
    flag('cab_required', 'CAB required'),
    day('cab_date', 'CAB date'),
    dateTime('cab_date_time', 'CAB date/time'),
    reference('cab_delegate', 'CAB delegate', 'sys_user'),
    text('cab_recommendation', 'CAB recommendation', 4000),
    integerChoice('scope', 'Scope', SCOPES, '3'),
    choice('phase', 'Phase', { requested: 'Requested' }, 'requested'),
    choice('phase_state', 'Phase state', { open: 'Open' }, 'open'),
    flag('production_system', 'Production system'),
    flag('outside_maintenance_schedule', 'Outside maintenance schedule'),
    flag('unauthorized', 'Unauthorized'),
    flag('is_bulk', 'Is bulk'),
    day('review_date', 'Review date'),
    text('review_comments', 'Review comments', 4000),
    integer('review_status', 'Review status'),
    reference('copied_from', 'Copied from', 'change_request'),
  ],
};

/**
 * `chg_model`: change models. The three that ship with ServiceNow have no states of their own here: their
 * changes follow their type (`change/transitions.ts`).
 */
export const CHG_MODEL: TableDefinition = {
  name: 'chg_model',
  label: 'Change Model',
  webServiceAccess: true,
  columns: [
    text('name', 'Name', 200),
    text('description', 'Description', 4000),
    flag('active', 'Active', 'true'),
    flag('available_in_ui', 'Available in UI', 'true'),
    flag('default_change_model', 'Default change model'),
    typed('color', 'Color', 'color', '#cbcbcb'),
    typed('table_name', 'Table', 'table_name', 'change_request'),
    typed('state_field', 'State field', 'field_name', 'state'),
    // An encoded query: what the model's changes begin with, and keep.
    typed('record_preset', 'Record preset', 'template_value'),
    // sys_ids of sttrm_state.
    list('implementation_states', 'Implementation states'),
  ],
};
