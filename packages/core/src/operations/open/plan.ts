/** What `open` will do, worked out from its inputs before anything is created. */
import type { DisplayName } from '../../adapter.ts';
import { isTime, type Policy, STATE } from '../../decision.ts';
import { invalidInput } from '../../errors.ts';
import type { Fields } from '../../inputs/fields.ts';
import type { InputsOf } from '../../inputs.ts';
import { policyMark } from '../../policy/policy-mark.ts';
import type { AttachableFile } from '../../servicenow/attachable-file.ts';
import type { Creation } from '../../servicenow/change-management.ts';
import { stateValue } from '../../servicenow/states.ts';
import { type CallbackCredential, callbackCredential } from '../callback.ts';
import { deadlineOf } from '../deadline.ts';
import { type ChangeReference, hasChangeReference } from '../find/find-change.ts';
import { refuseGuardedColumns } from '../guarded-columns.ts';
import { policyOf } from '../policy.ts';
import { requestedFields } from '../requested-fields.ts';
import type { WantedTask } from '../tasks/wanted-tasks.ts';
import { planCreation } from './creation.ts';

/** What `open` does, as its inputs ask for it. */
export interface OpenPlan {
  readonly change: ExistingChange | NewChange;
  /** What the change is to hold in the end, to compare one that exists with. Names are not resolved yet. */
  readonly wanted: Fields;
  /** The columns of these that each run asks for anew, as they count from its time. */
  readonly moving: readonly string[];
  /** Whether a field that ServiceNow alters, and a change that nobody is asked to approve, is an error. */
  readonly strict: boolean;
  /** Names or sys_ids. */
  readonly affectedCis: readonly string[];
  readonly attachments: readonly AttachableFile[];
  /** Those that the change is to have. */
  readonly tasks: readonly WantedTask[];
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
}

/** The change to create, unless an earlier run of the build has done so. */
export interface NewChange {
  readonly kind: 'new';
  /** By column name; what names a record is not resolved yet. */
  readonly fields: Fields;
  /** The gate's policy, as it is left with the change. */
  readonly mark: string;
  /** `undefined` stands for the Table API. */
  readonly creation: Creation | undefined;
}

/** The contents of the files that the inputs name. */
export interface OpenFiles {
  readonly data: Fields;
  readonly attachments: readonly AttachableFile[];
  readonly tasks: readonly WantedTask[];
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
  { data, attachments, tasks }: OpenFiles,
  { callback, now, displayName }: OpenPlanContext,
): OpenPlan {
  const { fields, moving } = requestedFields(inputs, data, now, displayName);
  refuseGuardedColumns(fields, false, displayName);
  const asked = beginning(fields, displayName);
  const policy = policyOf(inputs, deadlineOf(inputs, now));
  return {
    wanted: withCreation(inputs, asked),
    moving,
    strict: inputs.strict,
    credential: callback ? callbackCredential(inputs, displayName) : undefined,
    policy,
    change: hasChangeReference(inputs)
      ? { kind: 'existing', reference: referenceOf(inputs) }
      : newChange(inputs, asked, policy, displayName),
    affectedCis: inputs['affected-cis'],
    attachments,
    tasks,
    submit: inputs.submit,
  };
}

/** The fields, without a state other than New: a change that begins later has never entered where approval starts. */
export function beginning(fields: Fields, displayName: DisplayName): Fields {
  const { state, ...others } = fields;
  if (state === undefined || stateValue(String(state)) === STATE.new) return others;
  throw invalidInput([
    `${displayName('data')}: state ${JSON.stringify(state)} cannot be set while a change is opened, as its approval would never start; leave state out, and open requests the approval`,
  ]);
}

function referenceOf(inputs: ChangeReference): ChangeReference {
  return { 'change-number': inputs['change-number'], 'change-sys-id': inputs['change-sys-id'] };
}

/** A type, a model or a template that is asked for is not the change's unless it is compared too. */
function withCreation(inputs: InputsOf<'open'>, fields: Fields): Fields {
  const { 'change-type': type, 'change-model': model, 'standard-template': template } = inputs;
  return {
    ...fields,
    ...(fields.type !== undefined && { type: String(fields.type).toLowerCase() }),
    ...(template !== undefined && { type: 'standard' }),
    ...(type !== undefined && { type }),
    ...(model !== undefined && { chg_model: model }),
  };
}

function newChange(
  inputs: InputsOf<'open'>,
  asked: Fields,
  policy: Policy,
  displayName: DisplayName,
): NewChange {
  if (policy.window === 'enforce') requireWindow(asked, displayName);
  return { kind: 'new', mark: policyMark(policy), ...planCreation(inputs, asked, displayName) };
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
