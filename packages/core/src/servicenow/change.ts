/** A change request, as the operations need it, from a row of either API. */
import * as z from 'zod/mini';
import { type ChangeSnapshot, flagOf, STATE } from '../decision.ts';
import { fieldValue } from './field-value.ts';
import { unexpectedSchema } from './unexpected-schema.ts';

export interface Change extends ChangeSnapshot {
  /** 32 hex digits */
  readonly sysId: string;
  /** `normal`, `standard`, `emergency`, or a type of the instance's own. */
  readonly type: string;
  /** sys_id of its change model; empty where the change follows its type. `null` where the instance does not show it. */
  readonly model: string | null;
  /** Actual start and end, UTC `yyyy-MM-dd HH:mm:ss`; empty until noted. `null` where the instance does not show it. */
  readonly workStart: string | null;
  readonly workEnd: string | null;
  /** Empty until the change is closed, and where the instance does not show it. */
  readonly closeCode: string;
  /** Empty where the instance does not show it. */
  readonly correlationId: string;
  /** The mark of the gate's policy (`policy/policy-mark.ts`), or any other text. `null` where the instance does not show it. */
  readonly correlationDisplay: string | null;
  /** The name of the user who created it (`user_name`); empty where the instance does not show it. */
  readonly createdBy: string;
  /** When it was created, UTC `yyyy-MM-dd HH:mm:ss`; empty where the instance does not show it. */
  readonly createdOn: string;
}

/** A column that an instance lacks, or hides from the user, is absent; one without a value is empty. */
const optional = z.optional(fieldValue);

/** What every answer tells: without it, nobody knows which change this is and where it stands. */
const told = (pattern: RegExp) => fieldValue.check(z.refine(({ value }) => pattern.test(value)));

const record = z.object({
  sys_id: told(/./),
  number: told(/./),
  type: optional,
  chg_model: optional,
  state: told(/^-?\d+$/),
  active: optional,
  approval: optional,
  on_hold: optional,
  on_hold_reason: optional,
  conflict_status: optional,
  start_date: optional,
  end_date: optional,
  work_start: optional,
  work_end: optional,
  close_code: optional,
  correlation_id: optional,
  correlation_display: optional,
  sys_created_by: optional,
  sys_created_on: optional,
});

/** The columns to ask for. */
export const CHANGE_FIELDS: readonly string[] = Object.keys(record.shape);

/** @throws GateError UNEXPECTED_ANSWER */
export function toChange(row: unknown): Change {
  const parsed = record.safeParse(row);
  if (!parsed.success) throw unexpectedSchema('change_request', parsed.error);
  const value = (name: keyof typeof record.shape) => parsed.data[name]?.value ?? null;
  const text = (name: keyof typeof record.shape) => value(name) ?? '';
  return {
    sysId: text('sys_id'),
    number: text('number'),
    type: text('type'),
    model: value('chg_model'),
    state: text('state'),
    stateLabel: parsed.data.state.display_value,
    active: flagOf(value('active')),
    approval: value('approval'),
    onHold: flagOf(value('on_hold')),
    onHoldReason: text('on_hold_reason'),
    conflictStatus: value('conflict_status'),
    plannedStart: value('start_date'),
    plannedEnd: value('end_date'),
    workStart: value('work_start'),
    workEnd: value('work_end'),
    closeCode: text('close_code'),
    correlationId: text('correlation_id'),
    correlationDisplay: value('correlation_display'),
    createdBy: text('sys_created_by'),
    createdOn: text('sys_created_on'),
  };
}

/** Whether the change has ended, in whichever state its model ends: nothing more can be deployed under it. */
export function isClosedOrCanceled({ state, active }: Change): boolean {
  return state === STATE.closed || state === STATE.canceled || active === false;
}
