/** What just happened, in a sentence, for the board's activity feed and for screen readers. */
import { type Database, displayValue, type RowChange } from '../../servicenow/index.ts';
import type { PipelineStatus, PipelineView } from '../ci-panel.ts';
import { DELIVERY, REGISTRATION, registrationWith } from './registrations.ts';

/**
 * Describes a write to the database in a sentence.
 * @returns undefined for a write that nobody needs to read about
 */
export function describeWrite(database: Database, change: RowChange): string | undefined {
  if (change.table === 'change_request') return describeChange(database, change);
  if (change.table === 'sysapproval_approver') return describeApproval(database, change);
  const label = database.table(change.table)?.label;
  if (label === REGISTRATION) return describeRegistration(change);
  if (label === DELIVERY) return describeDelivery(database, change);
  return undefined;
}

function describeChange(
  database: Database,
  { operation, previous, next, actor }: RowChange,
): string | undefined {
  const by = database.find('sys_user', 'user_name', actor)?.name ?? actor;
  if (next === null) return `${previous?.number} is deleted by ${by}`;
  const { number } = next;
  if (operation === 'insert') return `${number} is opened: ${next.short_description}`;
  const said: string[] = [];
  if (next.on_hold !== previous?.on_hold)
    said.push(next.on_hold === 'true' ? 'is put on hold' : 'is taken off hold');
  if (next.state !== previous?.state) {
    const column = database.table('change_request')?.columns.get('state');
    said.push(`is in ${column === undefined ? next.state : displayValue(database, next, column)}`);
  }
  return said.length === 0 ? undefined : `${number} ${said.join(' and ')}`;
}

function describeApproval(database: Database, { previous, next }: RowChange): string | undefined {
  const change = database.get('change_request', next?.sysapproval ?? '');
  if (next === null || change === null || next.state === previous?.state) return undefined;
  const approver = database.get('sys_user', next.approver ?? '')?.name ?? '';
  switch (next.state) {
    case 'requested':
      return `${change.number} asks ${approver} for approval`;
    case 'approved':
    case 'rejected':
      return `${approver} has ${next.state} ${change.number}`;
    default:
      return undefined;
  }
}

function describeRegistration({ operation, previous, next }: RowChange): string | undefined {
  // The app's self-test registers for no change.
  if (next === null || !next.change_number) return undefined;
  if (operation === 'insert') return `${next.change_number} will call build ${next.build_id} back`;
  if (next.decision === previous?.decision || next.decision === 'pending') return undefined;
  return `${next.reason}: the build is ${next.decision}`;
}

function describeDelivery(database: Database, { previous, next }: RowChange): string | undefined {
  if (next === null || !next.outcome || next.outcome === previous?.outcome) return undefined;
  const number = registrationWith(database, next.registration)?.change_number;
  // The change says otherwise by now, or its registration has ended.
  if (next.outcome === 'not-sent') return `${number}: the CI is not called. ${next.answer}`;
  return `${number}: call number ${next.attempt} to the CI: ${next.outcome}`;
}

/**
 * Describes a pipeline's change of status in a sentence.
 * @param before its status when it was last looked at
 * @returns undefined when the status is the same, or needs no sentence
 */
export function describePipeline(before: PipelineStatus | undefined, now: PipelineView): string | undefined {
  if (before === now.status) return undefined;
  switch (now.status) {
    case 'running':
      // A CI also runs what is left of a pipeline whose gate was denied.
      return `${now.name} ${before === 'paused' ? 'is no longer paused' : 'runs'}`;
    case 'paused':
      return `${now.name} is paused at its gate and holds no runner`;
    case 'passed':
      return `${now.name} has succeeded`;
    case 'failed':
      return `${now.name} has stopped: ${now.word}`;
    default:
      return undefined;
  }
}
