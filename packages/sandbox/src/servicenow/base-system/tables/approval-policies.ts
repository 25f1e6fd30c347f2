import type { TableDefinition } from '../../database/dictionary.ts';
import { choice, flag, integer, list, reference, text } from './columns.ts';

/** What conditions of a decision are about: the inputs of a policy. */
export const INPUTS = 'var__m_sys_decision_input';

/**
 * Change approval policies. A policy is a decision table; its decisions have conditions, and an approval definition each.
 * @fact Tables and columns of approval policies | `chg_policy_approval` extends `chg_policy`, which extends `sys_decision`;
 *   `sys_decision_question` (`decision_table`, `label`, `condition`, `answer`, `order`, `active`); `chg_approval_def`
 *   (`approval_action`, `approver_source`, `user`, `group`, `user_field`, `group_field`); `chg_policy_applied` | source |
 *   base scripts ChangePolicyApprovalActivitySNC and ChangeApprovalDefSNC; DecisionTableAPI;
 *   installed-with-approval-policy
 * @fact `execution` of a policy that runs all decisions that match | is `all`; `first` for the first one | belief | of
 *   `first`, base script ChangePolicyApprovalActivitySNC
 */
export const APPROVAL_POLICY_TABLES: readonly TableDefinition[] = [
  {
    name: 'sys_decision',
    label: 'Decision Table',
    webServiceAccess: true,
    columns: [text('name', 'Name', 100), flag('active', 'Active', 'true')],
  },
  {
    name: 'chg_policy',
    label: 'Change Policy',
    parent: 'sys_decision',
    webServiceAccess: true,
    columns: [
      choice('execution', 'Execution', {
        first: 'First decision that matches',
        all: 'Run all decisions that match',
      }),
    ],
  },
  {
    name: 'chg_policy_approval',
    label: 'Change Approval Policy',
    parent: 'chg_policy',
    webServiceAccess: true,
  },
  {
    name: 'sys_decision_question',
    label: 'Decision',
    webServiceAccess: true,
    display: 'label',
    columns: [
      reference('decision_table', 'Decision table', 'sys_decision'),
      text('label', 'Label', 200),
      text('condition', 'Condition', 4000),
      text('answer', 'Answer', 32),
      integer('order', 'Order', '0'),
      flag('active', 'Active', 'true'),
    ],
  },
  {
    name: INPUTS,
    label: 'Policy inputs',
    columns: [
      reference('change_request', 'Change request', 'change_request'),
      flag('manager_approved', 'Manager approved'),
    ],
  },
  {
    name: 'chg_approval_def',
    label: 'Change Approval Definition',
    webServiceAccess: true,
    columns: [
      text('name', 'Name', 100),
      choice('approval_action', 'Approval action', {
        approve: 'Approve',
        reject: 'Reject',
        user: 'Add a user approval',
        group: 'Add a group approval',
      }),
      choice('approver_source', 'Approver source', {
        chg_approval_def: 'Approval Definition',
        change_request: 'Change Request',
      }),
      list('user', 'User'),
      list('group', 'Group'),
      text('user_field', 'User field', 80),
      text('group_field', 'Group field', 80),
    ],
  },
  {
    name: 'chg_policy_applied',
    label: 'Applied Change Policy',
    webServiceAccess: true,
    columns: [
      reference('change_request', 'Change request', 'change_request'),
      reference('chg_policy', 'Change policy', 'chg_policy'),
      reference('sys_decision_question', 'Decision', 'sys_decision_question'),
      reference('chg_policy_action', 'Change policy action', 'chg_approval_def'),
    ],
  },
  {
    name: 'risk_conditions',
    label: 'Risk Condition',
    webServiceAccess: true,
    columns: [
      text('name', 'Name', 100),
      integer('order', 'Order', '100'),
      flag('active', 'Active', 'true'),
      text('condition', 'Condition', 4000),
      text('risk', 'Risk'),
      text('impact', 'Impact'),
    ],
  },
];
