/** A change request, as the operations need it, from a row of either API. */
import * as z from 'zod/mini';
import { type ChangeSnapshot, STATE } from '../decision.ts';
import { fieldValue } from './field-value.ts';
import { unexpectedSchema } from './unexpected-schema.ts';

export interface Change extends ChangeSnapshot {
  /** 32 hex digits */
  readonly sysId: string;
  /** `normal`, `standard`, `emergency`, or a type of the instance's own. */
  readonly type: string;
  /** sys_id of its change model; empty where the change follows its type. */
  readonly model: string;
  /** Actual start and end, UTC `yyyy-MM-dd HH:mm:ss`; empty until noted. */
  readonly workStart: string;
  readonly workEnd: string;
  /** Empty until the change is closed, and where the instance does not show it. */
  readonly closeCode: string;
  /** Empty where the instance does not show it. */
  readonly correlationId: string;
  /** The name of the user who created it (`user_name`); empty where the instance does not show it. */
  readonly createdBy: string;
}

/** A field that an instance lacks, or hides from the user, is absent. */
const optional = z.optional(fieldValue);

const record = z.object({
  sys_id: fieldValue,
  number: fieldValue,
  type: optional,
  chg_model: optional,
  state: fieldValue,
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
  sys_created_by: optional,
});

/** The columns to ask for. */
export const CHANGE_FIELDS: readonly string[] = Object.keys(record.shape);

/** @throws GateError UNEXPECTED_ANSWER */
export function toChange(row: unknown): Change {
  const parsed = record.safeParse(row);
  if (!parsed.success) throw unexpectedSchema('change_request', parsed.error);
  const value = (name: keyof typeof record.shape) => parsed.data[name]?.value ?? '';
  return {
    sysId: value('sys_id'),
    number: value('number'),
    type: value('type'),
    model: value('chg_model'),
    state: value('state'),
    stateLabel: parsed.data.state.display_value,
    approval: value('approval'),
    onHold: value('on_hold') === 'true',
    onHoldReason: value('on_hold_reason'),
    conflictStatus: value('conflict_status'),
    plannedStart: value('start_date'),
    plannedEnd: value('end_date'),
    workStart: value('work_start'),
    workEnd: value('work_end'),
    closeCode: value('close_code'),
    correlationId: value('correlation_id'),
    createdBy: value('sys_created_by'),
  };
}

/** Whether the change has ended: nothing more can be deployed under it. */
export function isClosedOrCanceled({ state }: Change): boolean {
  return state === STATE.closed || state === STATE.canceled;
}
