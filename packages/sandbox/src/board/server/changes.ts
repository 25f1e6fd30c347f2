/** Changes as the board shows them, read from the instance's tables. */
import { type Database, displayValue, mayMoveTo, type Row, STATE } from '../../servicenow/index.ts';
import type { ApprovalView, ChangeDetail, ChangeSummary, NoteView, StateStep } from '../protocol.ts';
import { evidenceOf } from './evidence.ts';
import { registrationsOf } from './registrations.ts';

/** States in the order of the state model; types leave some out. */
const LINE = [
  STATE.new,
  STATE.assess,
  STATE.authorize,
  STATE.scheduled,
  STATE.implement,
  STATE.review,
  STATE.closed,
  STATE.canceled,
];

const SKIPPED: Readonly<Record<string, readonly string[]>> = {
  standard: [STATE.assess, STATE.authorize],
  emergency: [STATE.assess],
};

export function changeSummary(database: Database, row: Row): ChangeSummary {
  return {
    number: row.number ?? '',
    shortDescription: row.short_description ?? '',
    type: row.type ?? '',
    state: row.state ?? '',
    stateLabel: label(database, row, 'state'),
    approval: row.approval ?? '',
    onHold: row.on_hold === 'true',
  };
}

/**
 * Reads all that the board shows of one change.
 * @returns undefined when there is no such change
 */
export function changeDetail(database: Database, number: string): ChangeDetail | undefined {
  const row = database.find('change_request', 'number', number);
  if (row === undefined) return undefined;
  const sysId = row.sys_id ?? '';
  return {
    ...changeSummary(database, row),
    description: row.description ?? '',
    onHoldReason: row.on_hold_reason ?? '',
    plannedStart: row.start_date ?? '',
    plannedEnd: row.end_date ?? '',
    conflictStatus: row.conflict_status ?? '',
    conflicts: conflicts(database, sysId),
    closeCode: label(database, row, 'close_code'),
    closeNotes: row.close_notes ?? '',
    closeCodes: choices(database, 'close_code'),
    model: model(database, row),
    approvals: approvals(database, sysId),
    evidence: evidenceOf(database, row),
    notes: notes(database, sysId),
    registrations: registrationsOf(database, sysId),
  };
}

/** A choice or a reference as people see it. */
function label(database: Database, row: Row, name: string, table = 'change_request'): string {
  const column = database.table(table)?.columns.get(name);
  return column === undefined ? '' : displayValue(database, row, column);
}

function choices(database: Database, name: string): [value: string, label: string][] {
  const column = database.table('change_request')?.columns.get(name);
  return (column?.choices ?? []).map(({ value, label }) => [value, label]);
}

function model(database: Database, row: Row): StateStep[] {
  const { type = '', state = '' } = row;
  const line = LINE.filter((value) => value === state || !SKIPPED[type]?.includes(value));
  // A model of its own may bring states that are not on the usual line.
  const states: string[] = line.some((value) => value === state) ? line : [...line, state];
  return states.map((value) => ({
    value,
    label: label(database, { ...row, state: value }, 'state'),
    reachable: mayMoveTo(database, row, value),
  }));
}

function conflicts(database: Database, change: string): string[] {
  return database.query('conflict', `change=${change}`).map((row) => {
    const type = label(database, row, 'type', 'conflict');
    const other = row.schedule ? 'schedule' : 'conflicting_change';
    return `${type}: ${label(database, row, other, 'conflict')}`;
  });
}

function approvals(database: Database, change: string): ApprovalView[] {
  return database.query('sysapproval_approver', `sysapproval=${change}`).map((row) => ({
    approver: database.get('sys_user', row.approver ?? '')?.name ?? '',
    state: row.state ?? '',
    at: row.sys_updated_on ?? '',
  }));
}

/** Work notes and comments, those on its approvals included. */
function notes(database: Database, change: string): NoteView[] {
  const owners = [
    change,
    ...database
      .query('sysapproval_approver', `sysapproval=${change}`)
      .map(({ sys_id: sysId }) => sysId ?? ''),
  ];
  return owners
    .flatMap((owner) => database.query('sys_journal_field', `element_id=${owner}`))
    .map((row) => ({ at: row.sys_created_on ?? '', by: nameOf(database, row), text: row.value ?? '' }))
    .reverse()
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function nameOf(database: Database, { sys_created_by: userName = '' }: Row): string {
  return database.find('sys_user', 'user_name', userName)?.name ?? userName;
}
