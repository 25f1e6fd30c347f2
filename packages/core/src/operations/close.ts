/** Walks the change to Closed, state by state, and believes only what it reads back. */
import { DEFAULT_POLICY, decide, STATE } from '../decision.ts';
import { GateError } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change, ChangeFields } from '../servicenow/changes.ts';
import { findChange } from './find-change.ts';
import { type OperationContext, type OperationResult, serviceNowTime } from './operation.ts';

/** The states between approval and Closed; the instance aborts a change that skips one. */
const PATH: readonly string[] = [STATE.scheduled, STATE.implement, STATE.review, STATE.closed];

export async function close(inputs: InputsOf<'close'>, context: OperationContext): Promise<OperationResult> {
  const found = await findChange(inputs, context);
  const change = await walk(found, closingFields(inputs, context), context);
  return { change, verdict: decide(change, DEFAULT_POLICY, serviceNowTime(context.now())) };
}

async function walk(
  found: Change,
  closing: ChangeFields,
  { changes, log }: OperationContext,
): Promise<Change> {
  if (found.state === STATE.closed) {
    log.info(`${found.number} is closed already.`);
    return found;
  }
  const at = PATH.indexOf(found.state);
  if (at < 0) {
    throw new GateError(
      'NOT_CLOSABLE',
      `${found.number} is in ${found.stateLabel || `state ${found.state}`}, which does not lead to Closed. ` +
        'A change that was not implemented is canceled, not closed.',
    );
  }
  let change = found;
  for (const state of PATH.slice(at + 1)) {
    const next = await changes.update(change, state === STATE.closed ? { state, ...closing } : { state });
    if (next.state !== state) {
      throw new GateError(
        'WRITE_IGNORED',
        `${change.number} did not move on from ${change.stateLabel}: the instance answered with success and left it ` +
          `in ${next.stateLabel}. Look at the change's model and business rules: ${changes.url(change)}`,
      );
    }
    change = next;
  }
  log.info(`Closed ${change.number}.`);
  return change;
}

function closingFields(inputs: InputsOf<'close'>, { build }: OperationContext): ChangeFields {
  return {
    close_code: inputs['close-code'],
    close_notes: inputs['close-notes'] ?? `${build.title} ended. ${build.build.url}`,
  };
}
