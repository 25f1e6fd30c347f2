/** Walks the change to Closed, state by state, and believes only what it reads back. */
import { STATE } from '../decision.ts';
import { GateError, invalidInput } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change } from '../servicenow/change.ts';
import type { ChangeFields } from '../servicenow/changes.ts';
import { resolveNames } from '../servicenow/records.ts';
import { attachFiles } from './attachments/attach-files.ts';
import { attachableFiles } from './attachments/attachable-files.ts';
import type { OperationContext } from './context.ts';
import { findChange } from './find/find-change.ts';
import { refuseGuardedColumns } from './guarded-columns.ts';
import { dataFields, noteFields } from './requested-fields.ts';
import type { OperationResult } from './result.ts';
import { walk } from './walk/walk.ts';

type CloseInputs = InputsOf<'close'>;

/** From here, nothing was implemented, and nothing leads to Closed. */
const NOT_IMPLEMENTED: readonly string[] = [STATE.new, STATE.assess, STATE.authorize, STATE.canceled];

export async function close(inputs: CloseInputs, context: OperationContext): Promise<OperationResult> {
  const { log, displayName } = context;
  if (inputs.data?.state !== undefined) {
    throw invalidInput([
      `${displayName('data')}: holds state, and close walks the change to Closed; leave state out`,
    ]);
  }
  const asked = dataFields(inputs.data ?? {}, context.clock.now(), displayName);
  refuseGuardedColumns(asked, true, displayName);
  const files = await attachableFiles(inputs, displayName);
  const found = await findChange(inputs, context);
  if (NOT_IMPLEMENTED.includes(found.state)) {
    throw new GateError(
      'NOT_CLOSABLE',
      `${found.number} is in ${found.stateLabel || `state ${found.state}`}, which does not lead to Closed. ` +
        'A change that was not implemented is canceled, not closed.',
    );
  }
  const data = found.state === STATE.closed ? {} : await resolveNames(context, asked);
  await attachFiles(found, files, context);
  const change = await walk(
    found,
    STATE.closed,
    (state) => fieldsFor(state, found, { ...inputs, data }, context),
    context,
  );
  log.info(found.state === STATE.closed ? `${found.number} is closed already.` : `Closed ${change.number}.`);
  return { change, verdict: context.decide(change) };
}

function fieldsFor(
  state: string,
  { workStart, workEnd }: Change,
  inputs: CloseInputs,
  { build, now }: OperationContext,
): ChangeFields {
  if (state === STATE.implement) return workStart === '' ? { work_start: now() } : {};
  if (state === STATE.review) return workEnd === '' ? { work_end: now() } : {};
  if (state !== STATE.closed) return {};
  const { 'close-code': code, 'close-notes': closeNotes } = inputs;
  return {
    close_code: CLOSE_CODE[build.outcome ?? 'success'],
    close_notes: `${build.title} ${ENDED[build.outcome ?? 'unknown']}. ${build.build.url}`,
    ...inputs.data,
    ...(code !== undefined && { close_code: code }),
    ...(closeNotes !== undefined && { close_notes: closeNotes }),
    ...noteFields(inputs),
  };
}

/** Out-of-the-box close codes (ServiceNow docs, "Close a change request"). */
const CLOSE_CODE = { success: 'successful', failure: 'unsuccessful', cancelled: 'unsuccessful' } as const;

const ENDED = {
  success: 'succeeded',
  failure: 'failed',
  cancelled: 'was cancelled',
  unknown: 'ended',
} as const;
