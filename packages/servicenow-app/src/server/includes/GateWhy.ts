/** Why a change stands as it does, in words: who or which rule approved it, who refused, and whom it waits for. */
import type { Decision } from '@change-gate/core/decision';
import * as GateApprovals from './GateApprovals.ts';
import * as GatePeople from './GatePeople.ts';

type Approval = GateApprovals.Approval;

const COMMENT_MAX_LENGTH = 200;
const UNREAD = 'who approved it, or was asked to, cannot be read';

/** What a policy decided for a change: a row of `chg_policy_applied` (base script ChangePolicyApprovalActivitySNC). */
interface AppliedRule {
  readonly policy: string;
  readonly decision: string;
  /** Of the approval definition: `approve`, `reject`, `user` or `group`. */
  readonly action: string;
  readonly at: string;
}

/** @returns all that is known of a change's approval: clauses, separated by semicolons; empty where nobody is asked yet */
export function ofChange(change: string): string {
  const words = [rejectedBy, approvedBy, waitsFor].map((words) => readable(words, change));
  return distinct(words.filter((one) => one !== '')).join('; ');
}

/**
 * Adds to the clause of a decision who made it, or whom it waits for. It decides nothing.
 *
 * @param clause what follows the change number: `is in Assess: not approved yet`
 */
export function explained(decision: Decision, clause: string, change: string): string {
  const why = decision === 'approved' ? approvedBy : decision === 'pending' ? waitsFor : rejectedBy;
  if (decision === 'denied' && clause !== 'was rejected') return clause;
  const words = readable(why, change);
  return words === '' ? clause : `${clause}; ${words}`;
}

/** A decision is told whatever becomes of its explanation: an instance may keep these tables from a scoped app. */
function readable(why: (change: string) => string, change: string): string {
  try {
    return why(change);
  } catch (error) {
    gs.warn(`Change Gate could not read the approvals of change ${change}: ${error}`);
    return UNREAD;
  }
}

/** `approved by rule "Clean evidence" of Normal Change Policy; approved by Ann Lee and Bob Ray (CAB Approval)` */
function approvedBy(change: string): string {
  const row = new GlideRecord('change_request');
  if (!row.get('sys_id', change) || row.getValue('approval') !== 'approved') return '';
  const all = GateApprovals.ofChange(change);
  if (all === null) return UNREAD;
  const approved = GateApprovals.ofThisRound(all).filter(({ state }) => state === 'approved');
  const people = approved.filter(({ isMachine }) => !isMachine);
  const machines = approved.filter(({ isMachine }) => isMachine);
  const since = machines.map(({ asked }) => asked).sort()[0] ?? '';
  const rules = appliedRules(change).filter(({ action, at }) => action === 'approve' && at >= since);
  const words = [
    machines.length === 0 ? '' : `approved by rule${named(rules)} for ${peopleOf(machines)}`,
    people.length === 0 ? '' : `approved by ${byGroup(people)}, ${lastOf(people)} UTC`,
  ].filter((one) => one !== '');
  // A standard change was approved beforehand; for any other one this says that no policy has found an approver.
  if (words.length === 0 && row.getValue('type') !== 'standard') return 'nobody was asked to approve it';
  return words.join('; ');
}

/** `rejected by Ann Lee (CAB Approval): "Not on a Friday"` */
function rejectedBy(change: string): string {
  const row = new GlideRecord('change_request');
  if (!row.get('sys_id', change) || row.getValue('approval') !== 'rejected') return '';
  const all = GateApprovals.ofChange(change);
  if (all === null) return UNREAD;
  const last = all.filter(({ state }) => state === 'rejected').pop();
  if (last === undefined) return '';
  const rules = appliedRules(change).filter(({ action }) => action === 'reject');
  const by = last.isMachine ? `rule${named(rules)} for ${peopleOf([last])}` : byGroup([last]);
  const comment = commentOf(last.sysId);
  return `rejected by ${by}${comment === '' ? '' : `: "${comment}"`}`;
}

/** `waits for CAB Approval (3 people), asked by rule "Otherwise" of Normal Change Policy` */
function waitsFor(change: string): string {
  const all = GateApprovals.ofChange(change);
  if (all === null) return UNREAD;
  const open = all.filter(({ state }) => state === 'requested');
  if (open.length === 0) return '';
  const since = open.map(({ asked }) => asked).sort()[0] ?? '';
  const rules = appliedRules(change).filter(({ action, at }) => action !== 'approve' && at >= since);
  const groups = distinct(open.map(({ group }) => group).filter((group) => group !== ''));
  const alone = open.filter(({ group }) => group === '');
  const asked = groups
    .map((group) => `${group} (${counted(open.filter((one) => one.group === group).length)})`)
    .concat(alone.length > 0 ? [peopleOf(alone)] : []);
  return `waits for ${GatePeople.listed(asked)}${rules.length > 0 ? `, asked by rule${named(rules)}` : ''}`;
}

/** @returns none where the instance keeps no record of what its policies decided */
function appliedRules(change: string): AppliedRule[] {
  const row = new GlideRecord('chg_policy_applied');
  if (!row.isValidField('change_request') || !row.isValidField('sys_decision_question')) return [];
  row.addQuery('change_request', change);
  row.orderBy('sys_created_on');
  row.query();
  const found: AppliedRule[] = [];
  while (row.next()) {
    found.push({
      policy: row.getDisplayValue('chg_policy') ?? '',
      decision: row.getDisplayValue('sys_decision_question') ?? '',
      action: actionOf(row.getValue('chg_policy_action') ?? ''),
      at: row.getValue('sys_created_on') ?? '',
    });
  }
  return found;
}

function actionOf(definition: string): string {
  const row = new GlideRecord('chg_approval_def');
  return definition !== '' && row.get('sys_id', definition) ? (row.getValue('approval_action') ?? '') : '';
}

/** ` "Clean evidence" of Normal Change Policy`; empty where the rule is not known. */
function named(rules: readonly AppliedRule[]): string {
  const names = rules.map(({ decision, policy }) => `"${decision}" of ${policy}`);
  return names.length === 0 ? '' : ` ${GatePeople.listed(names)}`;
}

function commentOf(approval: string): string {
  const entry = new GlideRecord('sys_journal_field');
  entry.addQuery('element_id', approval);
  entry.addQuery('element', 'comments');
  entry.orderByDesc('sys_created_on');
  entry.setLimit(1);
  entry.query();
  if (!entry.next()) return '';
  // Brackets mark what is not a person's words: in comments on GitHub, and in work notes.
  const text = (entry.getValue('value') ?? '')
    .replace(/[()[\]]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > COMMENT_MAX_LENGTH ? `${text.substring(0, COMMENT_MAX_LENGTH)}..` : text;
}

/** `Ann Lee and Bob Ray (CAB Approval) and Cy Poe` */
function byGroup(approvals: readonly Approval[]): string {
  const groups = distinct(approvals.map(({ group }) => group));
  const words = groups.map((group) => {
    const people = peopleOf(approvals.filter((one) => one.group === group));
    return group === '' ? people : `${people} (${group})`;
  });
  return GatePeople.listed(words);
}

function peopleOf(approvals: readonly Approval[]): string {
  return GatePeople.listed(approvals.map(({ name }) => name || GateApprovals.UNNAMED));
}

function lastOf(approvals: readonly Approval[]): string {
  return approvals.map(({ written }) => written).sort()[approvals.length - 1] ?? '';
}

function counted(people: number): string {
  return people === 1 ? '1 person' : `${people} people`;
}

function distinct(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) === index);
}
