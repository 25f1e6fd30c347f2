/** The change request: what the app reads of it, and the work notes that it leaves. */
import type { ChangeSnapshot } from '@change-gate/core/decision';
import * as GateDecision from './GateDecision.ts';
import * as GateModel from './GateModel.ts';

const TABLE = 'change_request';

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

/** Leaves a work note; a change that was deleted has nowhere to leave it. */
export function note(sysId: string, text: string): void {
  const change = new GlideRecord(TABLE);
  if (sysId === '' || !change.get('sys_id', sysId)) return;
  // Journal fields render what stands between [code] and [/code] as HTML; a CI's answer must not become any.
  change.setValue('work_notes', text.replace(/\[/g, '(').replace(/\]/g, ')'));
  if (change.update() === null) {
    gs.warn(`Change Gate could not leave a work note on ${change.getValue('number')}: ${text}`);
  }
}
