/** An emergency change that is deployed before its approval: who may do that, and what is left on the change. */
import { STATE } from '@change-gate/core/decision';
import type { EvidenceQuestion } from '@change-gate/core/evidence';
import * as GateDecision from './GateDecision.ts';
import * as GateRoles from './GateRoles.ts';
import * as GateTime from './GateTime.ts';

type Emergency = NonNullable<EvidenceQuestion['emergency']>;

const ROLE = 'x_change_gate.emergency';
const TASK = 'Post implementation review';

/** @returns why it may not pass, as a clause that follows the change's number; empty where it may */
export function refusal(change: string, { incident }: Emergency): string {
  const row = new GlideRecord('change_request');
  if (!row.get('sys_id', change)) return 'is not there any more';
  const value = (column: string) => row.getValue(column) ?? '';
  if (value('type') !== 'emergency')
    return `is no emergency change (its type is ${value('type') || 'not known'})`;
  const state = value('state');
  const where = row.getDisplayValue('state') ?? state;
  if (state === STATE.new) return 'is in New: ask for its approval first, so that people know of it';
  if (GateDecision.flagOf(value('active')) !== true || ENDED.indexOf(state) >= 0) return `is over (${where})`;
  if (value('approval') === '') return 'has an approval that cannot be read';
  if (value('approval') === 'rejected') return 'was rejected';
  if (GateDecision.flagOf(value('on_hold')) !== false) return 'is on hold';
  if (!GateRoles.isGranted(gs.getUserID(), ROLE))
    return `may not be deployed before its approval by ${gs.getUserName()}`;
  if (!isVisible(incident))
    return `names the incident ${incident}, which is not there, or ${gs.getUserName()} may not read it`;
  return '';
}

/**
 * Leaves on the change what an emergency owes: a task for its review, and its actual start. The note comes with the check.
 * @returns why that failed, as a clause; empty where the instance has taken all of it
 */
export function prepare(change: string, buildUrl: string, { reason, incident }: Emergency): string {
  const row = new GlideRecord('change_request');
  if (!row.get('sys_id', change)) return 'is not there any more';
  const said = `Deployed before its approval by ${gs.getUserName()} with build ${buildUrl}.\nIncident: ${incident}\nReason: ${reason}`;
  if (!openReview(row, said)) return 'gets no task for its review, which a rule of the instance refuses';
  if ((row.getValue('work_start') ?? '') !== '') return '';
  row.setValue('work_start', GateTime.now());
  return row.update() === null ? 'does not take its actual start, which a rule of the instance refuses' : '';
}

const ENDED: readonly string[] = [STATE.review, STATE.closed, STATE.canceled];

function isVisible(incident: string): boolean {
  const named = new GlideRecordSecure('incident');
  return named.get('number', incident);
}

/** A change has one that is open: a second build of the same emergency is noted, and reviewed with the first. */
function openReview(change: GlideRecord, said: string): boolean {
  const tasks = new GlideRecord('change_task');
  tasks.addQuery('change_request', change.getUniqueValue());
  tasks.addQuery('short_description', TASK);
  tasks.query();
  while (tasks.next()) if (GateDecision.flagOf(tasks.getValue('active') ?? '') !== false) return true;
  const task = new GlideRecord('change_task');
  task.initialize();
  task.setValue('change_request', change.getUniqueValue());
  task.setValue('change_task_type', 'review');
  task.setValue('short_description', TASK);
  task.setValue('description', said);
  const group =
    gs.getProperty('x_change_gate.review_group', '') || (change.getValue('assignment_group') ?? '');
  task.setValue('assignment_group', group);
  return task.insert() !== null;
}
