/** What `open` will do, worked out from its inputs before anything is created. */
import type { DisplayName } from '../../adapter.ts';
import { isTime, type Policy, STATE } from '../../decision.ts';
import { invalidInput } from '../../errors.ts';
import type { Fields } from '../../inputs/fields.ts';
import type { InputsOf } from '../../inputs.ts';
import { policyMark } from '../../policy/policy-mark.ts';
import type { Creation } from '../../servicenow/change-management.ts';
import type { AttachableFile } from '../attachments/attachable-files.ts';
import { type CallbackCredential, callbackCredential } from '../callback.ts';
import { deadlineOf } from '../deadline.ts';
import { type ChangeReference, hasChangeReference } from '../find/find-change.ts';
import { policyOf } from '../policy.ts';
import { requestedFields } from '../requested-fields.ts';
import { planCreation } from './creation.ts';

/** What `open` does, as its inputs ask for it. */
export interface OpenPlan {
  readonly change: ExistingChange | NewChange;
  /** Names or sys_ids. */
  readonly affectedCis: readonly string[];
  readonly attachments: readonly AttachableFile[];
  /** Whether to ask for approval. */
  readonly submit: boolean;
  readonly policy: Policy;
  /** `undefined` where ServiceNow does not call this gate back. */
  readonly credential: CallbackCredential | undefined;
}

/** The change that a person named. */
export interface ExistingChange {
  readonly kind: 'existing';
  readonly reference: ChangeReference;
  /** Whether there are fields that will not be written, because the change exists. */
  readonly ignoresData: boolean;
}

/** The change to create, unless an earlier run of the build has done so. */
export interface NewChange {
  readonly kind: 'new';
  /** By column name; what names a record is not resolved yet. */
  readonly fields: Fields;
  /** The gate's policy, as it is left with the change; empty where it does not fit. */
  readonly mark: string;
  /** `undefined` stands for the Table API. */
  readonly creation: Creation | undefined;
  /** Whether a field that ServiceNow alters is an error. */
  readonly strict: boolean;
}

/** The contents of the files that the inputs name. */
export interface OpenFiles {
  readonly data: Fields;
  readonly attachments: readonly AttachableFile[];
}

/** What the plan depends on besides inputs and files. */
export interface OpenPlanContext {
  /** Whether ServiceNow calls this gate back. */
  readonly callback: boolean;
  readonly now: Date;
  readonly displayName: DisplayName;
}

/**
 * Makes the plan of `open` from its inputs alone, without a request.
 * @throws GateError INVALID_INPUT where the inputs contradict one another, or something is missing
 */
export function planOpen(
  inputs: InputsOf<'open'>,
  { data, attachments }: OpenFiles,
  { callback, now, displayName }: OpenPlanContext,
): OpenPlan {
  const policy = policyOf(inputs, deadlineOf(inputs, now));
  return {
    credential: callback ? callbackCredential(inputs, displayName) : undefined,
    policy,
    change: hasChangeReference(inputs)
      ? existingChange(inputs)
      : newChange(inputs, requestedFields(inputs, data, now), policy, displayName),
    affectedCis: inputs['affected-cis'],
    attachments,
    submit: inputs.submit,
  };
}

function existingChange(inputs: InputsOf<'open'>): ExistingChange {
  const { 'change-number': number, 'change-sys-id': sysId, data, 'data-file': dataFile } = inputs;
  return {
    kind: 'existing',
    reference: { 'change-number': number, 'change-sys-id': sysId },
    ignoresData: data !== undefined || dataFile !== undefined,
  };
}

function newChange(
  inputs: InputsOf<'open'>,
  fields: Fields,
  policy: Policy,
  displayName: DisplayName,
): NewChange {
  if (policy.window === 'enforce') requireWindow(fields, displayName);
  const { state } = fields;
  // A change that begins in a later state has never entered the one that starts its approval.
  if (state !== undefined && String(state) !== STATE.new) {
    throw invalidInput([
      `${displayName('data')}: state ${JSON.stringify(state)} cannot be set while a change is opened, as its approval would never start; leave state out, and open requests the approval`,
    ]);
  }
  if (fields.correlation_display !== undefined) {
    throw invalidInput([
      `${displayName('data')}: holds correlation_display, where the gate's policy stands; leave it out`,
    ]);
  }
  return {
    kind: 'new',
    fields,
    mark: policyMark(policy),
    creation: planCreation(inputs, displayName),
    strict: inputs.strict,
  };
}

/** A window that is enforced and has no times opens for no build. */
function requireWindow(fields: Fields, displayName: DisplayName): void {
  const missing = [
    isTime(fields.start_date) ? [] : [displayName('planned-start')],
    isTime(fields.end_date) ? [] : [displayName('planned-end')],
  ].flat();
  if (missing.length === 0) return;
  throw invalidInput([
    `${displayName('window-policy')} is enforce, and the change would have no window: give ${missing.join(' and ')} as a time with its zone`,
  ]);
}
