/** The change request: what the app reads of it, and the work notes that it leaves. */
import type { ChangeSnapshot } from '@change-gate/core/decision';
import * as GateModel from './GateModel.ts';

const TABLE = 'change_request';

/**
 * The change as it is now, `null` when there is none. For the decision, which sees what the caller may not.
 *
 * @param withModel whether the policy asks for the states of the change's model
 */
export function read(sysId: string, withModel: boolean): ChangeSnapshot | null {
  const change = new GlideRecord(TABLE);
  if (sysId === '' || !change.get('sys_id', sysId)) return null;
  // getValue() gives null for an empty field.
  return {
    number: change.getValue('number') ?? '',
    state: change.getValue('state') ?? '',
    stateLabel: change.getDisplayValue('state') ?? '',
    approval: change.getValue('approval') ?? '',
    onHold: change.getValue('on_hold') === '1',
    onHoldReason: change.getValue('on_hold_reason') ?? '',
    conflictStatus: change.getValue('conflict_status') ?? '',
    plannedStart: change.getValue('start_date') ?? '',
    plannedEnd: change.getValue('end_date') ?? '',
    modelStates: withModel ? GateModel.implementationStates(change.getValue('chg_model') ?? '') : [],
  };
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
    assignedTo: change.get('sys_id', sysId) ? (change.getDisplayValue('assignment_group') ?? '') : '',
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
