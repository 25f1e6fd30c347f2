/** Separation of duties: who approved a change, compared with who wrote, merged or started what is deployed under it. */
import { MAX_PEOPLE, type Person, type Separation } from '@change-gate/core/evidence';
import * as GateApprovals from './GateApprovals.ts';
import * as GatePeople from './GatePeople.ts';

type Approval = GateApprovals.Approval;

/** What is known of the separation of duties. */
export interface SeparationResult {
  readonly separation: Separation;
  /** Why, as a clause that follows the change's number. */
  readonly clause: string;
}

/**
 * Compares. A person who is not known for certain is never somebody else. Approvals by rule count apart: the rule is no person,
 * and nobody who deploys has written it; but the user for whom it answers is compared like any other.
 *
 * @param evidence the row that the change counts with; `null` for none
 */
export function of(change: string, evidence: GlideRecord | null): SeparationResult {
  const all = GateApprovals.ofChange(change);
  if (all === null) return unknown('tells nobody who approved it: its approvals cannot be read');
  const approvals = GateApprovals.ofThisRound(all).filter(({ state }) => state === 'approved');
  if (approvals.length === 0) return unknown('has no approval that tells who gave it');
  const people = evidence === null ? null : peopleOf(evidence);
  if (evidence === null || people === null)
    return unknown('has no evidence that tells who wrote, merged or started it');

  const ci = evidence.getValue('ci') ?? '';
  const found = people.map((person) => ({ person, at: GatePeople.find(ci, person) }));
  const approvers = usersOf(approvals);
  const same = found.filter(({ at }) => at.users.some((user) => approvers.indexOf(user) >= 0));
  const creator = evidence.getValue('sys_created_by') ?? '';
  const pipeline = userNamed(creator);
  if (same.length > 0) {
    return {
      separation: 'same',
      clause: `was approved by ${GatePeople.listed(same.map(said))} of what is deployed`,
    };
  }
  // A flow runs as the system, or as who has set it off.
  const isRule = ({ isInserted, writtenBy }: Approval) =>
    isInserted && (writtenBy === 'system' || writtenBy === creator);
  const persons = approvals.filter((approval) => !isRule(approval));
  // It may have answered for somebody else.
  const isPipelines =
    approvals.some(({ approver }) => pipeline !== '' && approver === pipeline) ||
    persons.some(({ writtenBy }) => creator !== '' && writtenBy === creator);
  if (isPipelines) {
    return { separation: 'same', clause: "was approved by the pipeline's own user" };
  }
  if (people.length === 0) return unknown('has evidence that names nobody who wrote, merged or started it');
  if (people.length >= MAX_PEOPLE) return unknown('has more people than its evidence can name');
  if (persons.length === 0)
    return { separation: 'separate', clause: 'was approved by rule, and by no person' };
  const doubtful = found.filter(({ at }) => !at.isKnown);
  if (doubtful.length > 0) {
    return unknown(
      `is not known to be approved by somebody else: ServiceNow does not know ${GatePeople.listed(doubtful.map(said))}`,
    );
  }
  // Whoever wrote it may have approved it.
  if (evidence.getValue('changes_status') !== 'known')
    return unknown('has evidence that does not know what changed, and so not who wrote it');
  const names = GatePeople.listed(persons.map(({ name }) => name || GateApprovals.UNNAMED));
  return { separation: 'separate', clause: `was approved by ${names}, who did not write, merge or start it` };
}

/** Without reviewers, whom to approve is no conflict, and without bots. @returns `null` where nothing tells */
function peopleOf(evidence: GlideRecord): Person[] | null {
  try {
    const people = JSON.parse(evidence.getValue('people') ?? '') as Person[];
    return people.filter((person) => person.role !== 'reviewer' && !GatePeople.isBot(person));
  } catch {
    return null;
  }
}

/** sys_ids of those who were asked, and of those who answered for them. */
function usersOf(approvals: readonly Approval[]): string[] {
  return approvals
    .reduce<string[]>((users, { approver, writtenBy }) => users.concat([approver, userNamed(writtenBy)]), [])
    .filter((user) => user !== '');
}

function userNamed(userName: string): string {
  const row = new GlideRecord('sys_user');
  return userName !== '' && row.get('user_name', userName) ? row.getUniqueValue() : '';
}

const WORDS: Readonly<Record<string, string>> = {
  trigger: 'who started it',
  author: 'an author',
  merger: 'who merged it',
};

function said({ person }: { readonly person: Person }): string {
  return `${GatePeople.nameOf(person)} (${WORDS[person.role] ?? person.role})`;
}

function unknown(clause: string): SeparationResult {
  return { separation: 'unknown', clause };
}
