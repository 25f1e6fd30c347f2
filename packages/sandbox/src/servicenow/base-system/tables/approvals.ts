import type { TableDefinition } from '../../database/dictionary.ts';
import { choice, journal, reference, text } from './columns.ts';

/** `sysapproval_approver`: one approver's answer to one request for approval. */
export const SYSAPPROVAL_APPROVER: TableDefinition = {
  name: 'sysapproval_approver',
  label: 'Approval',
  webServiceAccess: true,
  columns: [
    reference('sysapproval', 'Approval for', 'task'),
    text('document_id', 'Approving', 32),
    text('source_table', 'Source table', 80),
    reference('approver', 'Approver', 'sys_user'),
    reference('group', 'Group', 'sysapproval_group'),
    choice(
      'state',
      'State',
      {
        'not requested': 'Not Yet Requested',
        requested: 'Requested',
        approved: 'Approved',
        rejected: 'Rejected',
        cancelled: 'Cancelled',
        not_required: 'No Longer Required',
        duplicate: 'Duplicate',
      },
      'not requested',
    ),
    journal('comments', 'Comments'),
  ],
};

/** `sysapproval_group`: a request for the approval of a group, whose members have a `sysapproval_approver` each. */
export const SYSAPPROVAL_GROUP: TableDefinition = {
  name: 'sysapproval_group',
  label: 'Group approval',
  parent: 'task',
  webServiceAccess: true,
};

/** `sys_journal_field`: what was written into journal columns, one row each. */
export const SYS_JOURNAL_FIELD: TableDefinition = {
  name: 'sys_journal_field',
  label: 'Journal Entry',
  webServiceAccess: true,
  columns: [
    text('name', 'Name', 80),
    text('element', 'Element', 80),
    { name: 'element_id', label: 'Element ID', type: 'GUID' },
    text('value', 'Value', 4000),
  ],
};
