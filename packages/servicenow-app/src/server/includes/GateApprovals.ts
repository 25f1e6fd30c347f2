/** Who was asked to approve a change, and what they answered. Read as the app: what REST shows of it differs by role. */

const APPROVER = 'sysapproval_approver';

/** In place of an approver's name that is empty. */
export const UNNAMED = 'somebody whose name cannot be read';

/** One request for approval: a row of `sysapproval_approver`. */
export interface Approval {
  /** sys_id of the row */
  readonly sysId: string;
  /** sys_id of the user who was asked */
  readonly approver: string;
  /** Of the user; empty where it cannot be read. */
  readonly name: string;
  /** `requested`, `approved`, `rejected`, `cancelled`, `not_required` .. */
  readonly state: string;
  /** The group that was asked, by name; empty where the row does not tell. */
  readonly group: string;
  /** Whether no person gave this answer: see `isMachine`. */
  readonly isMachine: boolean;
  /** The user (`user_name`) who wrote it last: another than the approver, where somebody answered for them. */
  readonly writtenBy: string;
  /** Whether nobody has written it since it was made: a person's answer is an update. */
  readonly isInserted: boolean;
  /** UTC `yyyy-MM-dd HH:mm:ss` */
  readonly asked: string;
  /** When it was written last; UTC. */
  readonly written: string;
}

/** @returns the requests of a change, oldest first; `null` where they cannot be read */
export function ofChange(change: string): Approval[] | null {
  const rows = new GlideRecord(APPROVER);
  for (const column of ['sysapproval', 'approver', 'state']) if (!rows.isValidField(column)) return null;
  rows.addQuery('sysapproval', change);
  rows.orderBy('sys_created_on');
  rows.query();
  const found: Approval[] = [];
  // A group has as many rows as members.
  const groups: Record<string, string> = { '': '' };
  while (rows.next()) {
    const group = rows.isValidField('group') ? (rows.getValue('group') ?? '') : '';
    groups[group] = groups[group] ?? groupName(group);
    found.push(read(rows, groups[group]));
  }
  return found;
}

/**
 * Those that the decision of now rests on: of the last time that approval was asked for. A rejection, and a change that goes
 * back to New, end what was asked for before.
 */
export function ofThisRound(all: readonly Approval[]): Approval[] {
  const ends = all.filter(({ state }) => state === 'rejected' || state === 'cancelled');
  const ended = ends.map(({ written }) => written).sort()[ends.length - 1] ?? '';
  return all.filter(({ asked, state }) => asked >= ended && state !== 'rejected' && state !== 'cancelled');
}

function read(row: GlideRecord, group: string): Approval {
  const value = (column: string) => row.getValue(column) ?? '';
  return {
    sysId: row.getUniqueValue(),
    approver: value('approver'),
    name: row.getDisplayValue('approver') ?? '',
    state: value('state'),
    group,
    isMachine: isMachine(row),
    writtenBy: value('sys_updated_by'),
    isInserted: value('sys_mod_count') === '0',
    asked: value('sys_created_on'),
    written: value('sys_updated_on'),
  };
}

/**
 * Whether a rule gave the answer: an *approve* or *reject* definition writes a row that is answered from the start (base
 * script ChangePolicyApprovalActivitySNC), while a person's answer is an update of a row. What cannot be read is a person's.
 */
function isMachine(row: GlideRecord): boolean {
  const isAnswered = row.getValue('state') === 'approved' || row.getValue('state') === 'rejected';
  return isAnswered && (row.getValue('sys_mod_count') === '0' || row.getValue('sys_updated_by') === 'system');
}

/** Approvals of a group stand behind a `sysapproval_group` (r_WorkflowTables), which names it. */
function groupName(sysId: string): string {
  const group = new GlideRecord('sysapproval_group');
  return group.get('sys_id', sysId) ? (group.getDisplayValue('assignment_group') ?? '') : '';
}
