/** The change request: what the app reads of it, and the work notes that it leaves. */
import type { ChangeSnapshot } from '@change-gate/core/decision';
import * as GateDecision from './GateDecision.ts';
import * as GateModel from './GateModel.ts';

const TABLE = 'change_request';

/** The state in which a change begins, and to which it is sent back. */
const NEW = '-5';

/** The columns that are read of a change, by the decision or for people: an update of any other decides nothing. */
export const COLUMNS = [
  'number',
  'state',
  'active',
  'approval',
  'on_hold',
  'on_hold_reason',
  'conflict_status',
  'start_date',
  'end_date',
  'chg_model',
  'assignment_group',
] as const;

type Column = (typeof COLUMNS)[number];

/**
 * The change as it is now, `null` when there is none. For the decision, which sees what the caller may not.
 *
 * @param withModel whether the policy asks for the states of the change's model
 */
export function read(sysId: string, withModel: boolean): ChangeSnapshot | null {
  const change = new GlideRecord(TABLE);
  if (sysId === '' || !change.get('sys_id', sysId)) return null;
  // getValue() gives null for an empty field, as it does for a column that the table does not have.
  const value = (column: Column) => (change.isValidField(column) ? (change.getValue(column) ?? '') : null);
  return {
    number: value('number') ?? '',
    state: value('state') ?? '',
    stateLabel: labelOf(change, 'state'),
    active: GateDecision.flagOf(value('active')),
    approval: value('approval'),
    onHold: GateDecision.flagOf(value('on_hold')),
    onHoldReason: value('on_hold_reason') ?? '',
    conflictStatus: value('conflict_status'),
    plannedStart: value('start_date'),
    plannedEnd: value('end_date'),
    modelStates: withModel ? modelStates(value('chg_model')) : [],
  };
}

function labelOf(change: GlideRecord, column: Column): string {
  return change.getDisplayValue(column) ?? '';
}

function modelStates(model: string | null): string[] | null {
  return model === null ? null : GateModel.implementationStates(model);
}

/** The change that the caller may see under this sys_id or number; `null` when there is none, or none to see. */
export function findVisible(
  field: 'sys_id' | 'number',
  value: string,
): { readonly sysId: string; readonly number: string } | null {
  const change = new GlideRecordSecure(TABLE);
  if (!change.get(field, value)) return null;
  return { sysId: change.getUniqueValue(), number: change.getValue('number') ?? '' };
}

/** What a CI shows people of a change. */
export interface ChangeDisplay {
  /** Its page; empty where the instance does not know its own URL. */
  readonly url: string;
  /** Its assignment group; empty for none. */
  readonly assignedTo: string;
}

/** Reads what a CI shows people of a change. */
export function display(sysId: string): ChangeDisplay {
  const instance = gs.getProperty('glide.servlet.uri', '').replace(/\/$/, '');
  const page = encodeURIComponent(`change_request.do?sys_id=${sysId}`);
  const change = new GlideRecord(TABLE);
  return {
    url: instance === '' ? '' : `${instance}/nav_to.do?uri=${page}`,
    assignedTo: change.get('sys_id', sysId) ? labelOf(change, 'assignment_group') : '',
  };
}

/** A change, as far as its evidence is concerned. */
export interface EvidenceOfChange {
  /** Whether nobody has asked for its approval: policies decide as a change leaves New. */
  readonly isNew: boolean;
  /** The row that it counts with; empty for none. */
  readonly row: string;
  /** user_name */
  readonly createdBy: string;
}

/** Reads which evidence a change counts with; `null` when there is no such change. */
export function evidenceOf(sysId: string): EvidenceOfChange | null {
  const change = new GlideRecord(TABLE);
  if (sysId === '' || !change.get('sys_id', sysId)) return null;
  return {
    isNew: change.getValue('state') === NEW,
    row: change.getValue('x_change_gate_evidence') ?? '',
    createdBy: change.getValue('sys_created_by') ?? '',
  };
}

/**
 * Points a change at the evidence that it counts with, and leaves a note that says so, in one write.
 *
 * @returns whether it was written; what has come of it, `evidenceOf` tells
 */
export function countWith(sysId: string, row: string, text: string): boolean {
  const change = new GlideRecord(TABLE);
  if (!change.get('sys_id', sysId)) return false;
  change.setValue('x_change_gate_evidence', row);
  if (text !== '') change.setValue('work_notes', withoutMarkup(text));
  return change.update() !== null;
}

/** Fills in columns of a change that are empty, as far as the caller may write them. */
export function fillIn(sysId: string, texts: Readonly<Record<string, string>>): void {
  const there = new GlideRecord(TABLE);
  const written = new GlideRecordSecure(TABLE);
  if (!there.get('sys_id', sysId) || !written.get('sys_id', sysId)) return;
  const empty = Object.keys(texts).filter((column) => there.isValidField(column) && !there.getValue(column));
  for (const column of empty) written.setValue(column, texts[column]);
  if (empty.length > 0 && written.update() === null)
    gs.warn(`Change Gate could not fill in ${empty.join(', ')} of ${there.getValue('number')}`);
}

/** Journal fields render what stands between [code] and [/code] as HTML; what others have written must not become any. */
function withoutMarkup(text: string): string {
  return text.replace(/\[/g, '(').replace(/\]/g, ')');
}

/** Leaves a work note; a change that was deleted has nowhere to leave it. */
export function note(sysId: string, text: string): void {
  const change = new GlideRecord(TABLE);
  if (sysId === '' || !change.get('sys_id', sysId)) return;
  change.setValue('work_notes', withoutMarkup(text));
  if (change.update() === null) {
    gs.warn(`Change Gate could not leave a work note on ${change.getValue('number')}: ${text}`);
  }
}
