import type { Database, Row } from '../../database/database.ts';

/** Name of the group that is the change advisory board. */
export const CAB = 'CAB Approval';

const CAB_APPROVAL = '45358a5db701230034d1da23ee11a938';
const MANAGER_APPROVAL = '5684821db701230034d1da23ee11a94d';
const GROUP_APPROVAL = 'dc95ca5db701230034d1da23ee11a9e9';

const DEFINITIONS: readonly Row[] = [
  {
    sys_id: MANAGER_APPROVAL,
    name: 'Assignment Group Manager Approval',
    approval_action: 'user',
    approver_source: 'change_request',
    user_field: 'assignment_group.manager',
  },
  {
    sys_id: GROUP_APPROVAL,
    name: 'Assignment Group Approval',
    approval_action: 'group',
    approver_source: 'change_request',
    group_field: 'assignment_group',
  },
];

interface Policy {
  readonly sysId?: string;
  readonly name: string;
  /** Their label, condition and approval definition. */
  readonly decisions: readonly (readonly [label: string, condition: string, answer: string])[];
}

const POLICIES: readonly Policy[] = [
  {
    sysId: '5b06ce5db701230034d1da23ee11a965',
    name: 'Normal Change Policy',
    decisions: [
      [
        'Requires CAB Approval',
        'change_request.state=-3^change_request.riskIN2,3^NQchange_request.state=-3^change_request.assignment_group.managerISEMPTY^EQ',
        CAB_APPROVAL,
      ],
      [
        'Low Risk Manager approval',
        'change_request.state=-3^change_request.risk=4^manager_approved=false^EQ',
        MANAGER_APPROVAL,
      ],
      ['Assess Technical Approvals', 'change_request.state=-4^EQ', GROUP_APPROVAL],
    ],
  },
  {
    name: 'Emergency Change Policy',
    decisions: [['Authorize CAB Approval', 'change_request.state=-3^EQ', CAB_APPROVAL]],
  },
];

const SYSTEM = 'system';

/**
 * The approval policies of a new instance, and their approval definitions.
 * @fact Whom a normal change asks | in Assess the members of its assignment group; in Authorize the CAB, where the risk is
 *   high or moderate or the group has no manager, else the group's manager, where the risk is low and he has not approved
 *   already, else nobody: the decisions of *Normal Change Policy*, with their sys_ids and order | documented |
 *   DecisionTableAPI prints them
 * @fact A normal change without a risk | asks nobody in Authorize when its group has a manager, and the CAB when it has
 *   none | documented | DecisionTableAPI: no other condition matches an empty risk
 * @fact Whom an emergency change asks | the CAB, in Authorize: the decision of *Emergency Change Policy* | third party |
 *   articles of ServiceNow's staff on change approval policies
 * @param cab sys_id of the group
 */
export function seedApprovalPolicies(database: Database, cab: string): void {
  const cabApproval = {
    sys_id: CAB_APPROVAL,
    name: CAB,
    approval_action: 'group',
    approver_source: 'chg_approval_def',
    group: cab,
  };
  for (const row of [cabApproval, ...DEFINITIONS]) database.insert('chg_approval_def', row, SYSTEM);
  for (const { sysId, name, decisions } of POLICIES) {
    const row = { ...(sysId !== undefined && { sys_id: sysId }), name, execution: 'all' };
    const table = database.insert('chg_policy_approval', row, SYSTEM).sys_id ?? '';
    for (const [label, condition, answer] of decisions)
      database.insert(
        'sys_decision_question',
        { decision_table: table, label, condition, answer, order: '0' },
        SYSTEM,
      );
  }
}
