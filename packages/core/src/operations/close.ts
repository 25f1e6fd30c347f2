/** Walks the change to Closed, state by state, and believes only what it reads back. */
import { DEFAULT_POLICY, decide, STATE } from '../decision.ts';
import { GateError } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change } from '../servicenow/change.ts';
import type { ChangeFields } from '../servicenow/changes.ts';
import { attachableFiles } from './attachable-files.ts';
import { attachFiles } from './extras.ts';
import { findChange } from './find-change.ts';
import { type OperationContext, type OperationResult, serviceNowTime } from './operation.ts';
import { notes } from './requested-fields.ts';
import { walk } from './walk.ts';

type CloseInputs = InputsOf<'close'>;

/** From here, nothing was implemented, and nothing leads to Closed. */
const NOT_IMPLEMENTED: readonly string[] = [STATE.new, STATE.assess, STATE.authorize, STATE.canceled];

export async function close(inputs: CloseInputs, context: OperationContext): Promise<OperationResult> {
  const { log, clock, spell } = context;
  const files = await attachableFiles(inputs, spell);
  const found = await findChange(inputs, context);
  if (NOT_IMPLEMENTED.includes(found.state)) {
    throw new GateError(
      'NOT_CLOSABLE',
      `${found.number} is in ${found.stateLabel || `state ${found.state}`}, which does not lead to Closed. ` +
        'A change that was not implemented is canceled, not closed.',
    );
  }
  await attachFiles(found, files, context);
  const change = await walk(
    found,
    STATE.closed,
    (state) => fieldsFor(state, found, inputs, context),
    context,
  );
  log.info(found.state === STATE.closed ? `${found.number} is closed already.` : `Closed ${change.number}.`);
  return { change, verdict: decide(change, DEFAULT_POLICY, serviceNowTime(clock.now())) };
}

function fieldsFor(
  state: string,
  { workStart, workEnd }: Change,
  inputs: CloseInputs,
  { build, clock }: OperationContext,
): ChangeFields {
  const now = serviceNowTime(clock.now());
  if (state === STATE.implement) return workStart === '' ? { work_start: now } : {};
  if (state === STATE.review) return workEnd === '' ? { work_end: now } : {};
  if (state !== STATE.closed) return {};
  return {
    ...inputs.data,
    close_code: inputs['close-code'] ?? CLOSE_CODE[build.outcome ?? 'success'],
    close_notes:
      inputs['close-notes'] ?? `${build.title} ${ENDED[build.outcome ?? 'unknown']}. ${build.build.url}`,
    ...notes(inputs),
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
