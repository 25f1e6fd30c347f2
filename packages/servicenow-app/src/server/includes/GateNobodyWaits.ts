/**
 * The note on a change that is approved, or has moved on, while no build waits for it any more: without it, a change that was
 * rejected and then approved looks as if it released something.
 *
 * A column of the newest registration says that the note was left. It is emptied when the change is seen without its approval,
 * so that there is one note for each time that it is approved. One write of a change may set off rules on two nodes at once: one
 * node at a time looks, and the other finds the note left.
 */
import type { ChangeSnapshot, Policy } from '@change-gate/core/decision';
import * as GateChange from './GateChange.ts';
import * as GateDecision from './GateDecision.ts';
import * as GateInstance from './GateInstance.ts';
import * as GatePass from './GatePass.ts';
import * as GatePolicy from './GatePolicy.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateTime from './GateTime.ts';

/** What is known of the builds that waited for a change. */
interface Ended {
  /** sys_id of the newest registration. */
  readonly newest: string;
  readonly policy: Policy;
  /** Names the build and what became of it. */
  readonly text: string;
  /** sys_ids of the registrations that say that the note was left. */
  readonly noted: readonly string[];
  /** Whether the note was left since the newest build registered. */
  readonly isNoted: boolean;
}

/** Leaves the note where it is due. @param sysId of a change that was updated, and for which no registration was active */
export function tell(sysId: string): void {
  // Most changes let their build go on: many that are closed at once write no row each for that.
  if (read(sysId) === null) return;
  GatePass.run([`${sysId}:nobody`], () => tellOnce(sysId));
}

function tellOnce(sysId: string): void {
  const ended = read(sysId);
  if (ended === null) return;
  const change = GateChange.read(sysId, ended.policy.proceedStates.indexOf(GateDecision.MODEL) >= 0);
  // One on hold is decided by nobody: what was said of it still holds.
  if (change === null || change.onHold) return;
  if (!letsGo(change, ended.policy)) {
    for (const noted of ended.noted) mark(noted, '');
  } else if (!ended.isNoted && mark(ended.newest, GateTime.now())) {
    GateChange.note(
      sysId,
      `No pipeline waits for this change any more; start a new build. The last one that did: ${ended.text}.`,
    );
  }
}

/** @returns `null` where no build has registered or one waits, where one may have gone on, or where the last one waits elsewhere now */
function read(change: string): Ended | null {
  const rows = new GlideRecord(GateRegistrationStatus.TABLE);
  rows.addQuery('change', change);
  rows.orderByDesc('sys_created_on');
  rows.query();
  let ended: Omit<Ended, 'noted' | 'isNoted'> | null = null;
  const noted: string[] = [];
  let isNoted = false;
  let created: string | null = null;
  while (rows.next()) {
    if (!GateInstance.isOf(rows) || mayHaveGoneOn(rows)) return null;
    if (created === null) created = rows.getValue('sys_created_on');
    const at = rows.getValue('nobody_noted');
    if (at) {
      noted.push(rows.getUniqueValue());
      if (created !== null && at >= created) isNoted = true;
    }
    const status = GateRegistrationStatus.statusOf(rows);
    // A build may have registered since the rule looked.
    if (GateRegistrationStatus.isActive(status)) return null;
    if (ended !== null) continue;
    if (status === 'superseded') return null;
    ended = {
      newest: rows.getUniqueValue(),
      policy: GatePolicy.read(rows),
      text: `${rows.getValue('build_url')} (${status === 'delivered' ? 'denied' : status})`,
    };
  }
  return ended && Object.assign(ended, { noted, isNoted });
}

/** Whether the build of a registration was told to go on, or may have been: by a person in the CI, or before ServiceNow gave up. */
function mayHaveGoneOn(row: GlideRecord): boolean {
  const status = GateRegistrationStatus.statusOf(row);
  const isApproved = row.getValue('decision') === 'approved';
  return (
    row.getValue('last_outcome') === 'already-decided' ||
    (isApproved && (status === 'delivered' || status === 'expired'))
  );
}

/** Whether people take this change for released: it is approved, or in a state that lets the build go on. */
function letsGo(change: ChangeSnapshot, policy: Policy): boolean {
  const { decision } = GateDecision.decide(change, Object.assign({}, policy, NO_TIMES), GateTime.now());
  if (decision !== 'pending') return decision === 'approved';
  return change.approval === 'approved' && !isBeforeApproval(change.state);
}

/** A new build has times of its own. */
const NO_TIMES = { conflict: 'ignore', window: 'ignore', deadline: '' } as const;

/** What stands in the approval of a change in these states is left from an earlier step. */
function isBeforeApproval(state: string): boolean {
  const { STATE } = GateDecision;
  return state === STATE.new || state === STATE.assess || state === STATE.authorize;
}

function mark(registration: string, nobody_noted: string): boolean {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!row.get('sys_id', registration)) return false;
  return GateRegistrationStatus.touch(registration, GateRegistrationStatus.statusOf(row), { nobody_noted });
}
