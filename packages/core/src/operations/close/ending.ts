/** How a change is said to have ended: its close code and notes, and whether that agrees with what is there. */
import { GateError, invalidInput } from '../../errors.ts';
import type { Fields } from '../../inputs/fields.ts';
import type { Outcome } from '../../inputs/outcome.ts';
import type { InputsOf } from '../../inputs.ts';
import type { OperationContext } from '../context.ts';

/** What is written into a change that is closed, and into its tasks. */
export interface Ending {
  readonly code: string;
  readonly notes: string;
}

/** What is written into a change, or a task, when it is closed. */
export function closingFields({ code, notes }: Ending): {
  readonly close_code: string;
  readonly close_notes: string;
} {
  return { close_code: code, close_notes: notes };
}

/** Base close codes (ServiceNow docs, "Close a change request"). */
const UNSUCCESSFUL = 'unsuccessful';
const CLOSE_CODE: Readonly<Record<Outcome, string>> = {
  success: 'successful',
  failure: UNSUCCESSFUL,
  cancelled: UNSUCCESSFUL,
  skipped: UNSUCCESSFUL,
  partial: UNSUCCESSFUL,
};

const ENDED: Readonly<Record<Outcome, string>> = {
  success: 'succeeded',
  failure: 'failed',
  cancelled: 'was cancelled',
  skipped: 'did not deploy: its deployment was skipped',
  partial: 'succeeded in part: some of its jobs were skipped',
};

/**
 * The ending that a step's inputs ask for.
 * @throws GateError INVALID_INPUT where they say nothing of it, or contradict one another
 */
export function endingOf(
  inputs: Partial<Pick<InputsOf<'close'>, 'outcome' | 'close-code' | 'close-notes' | 'data'>>,
  { build, displayName }: Pick<OperationContext, 'build' | 'displayName'>,
): Ending {
  const { outcome } = inputs;
  const given = inputs['close-code'] ?? textOf(inputs.data, 'close_code');
  const notes = inputs['close-notes'] ?? textOf(inputs.data, 'close_notes');
  const code = given ?? (outcome && CLOSE_CODE[outcome]);
  if (code === undefined) {
    throw invalidInput([
      `${displayName('outcome')}: is not set or empty, so nobody knows how the deployment ended, and nothing was closed. ` +
        (build.outcomeRemedy ??
          `Set it to success, failure, cancelled or skipped, or set ${displayName('close-code')}`),
    ]);
  }
  if (outcome !== undefined && outcome !== 'success' && isSuccess(code)) {
    throw invalidInput([
      `${displayName('close-code')}: is ${code}, but ${displayName('outcome')} is ${outcome}. Set the one that is true`,
    ]);
  }
  const ended = outcome === undefined ? 'ended' : ENDED[outcome];
  const reason = build.outcomeReason ? `: ${build.outcomeReason}` : '';
  return { code, notes: notes ?? `${build.title} ${ended}${reason}. ${build.build.url}` };
}

/** The ending of a change whose pipeline was cancelled after the implementation had begun. */
export function cutOff({ build }: Pick<OperationContext, 'build'>): Ending {
  return {
    code: UNSUCCESSFUL,
    notes: `${build.title} was cancelled while this change was being implemented. ${build.build.url}`,
  };
}

/**
 * Checks that a closed change or task says what this step would say. A person may have found issues with a success since.
 * @param closedBefore as `BuildContext` has it
 * @throws GateError CLOSED_OTHERWISE
 */
export function checkAgreement(
  { number, closeCode }: { readonly number: string; readonly closeCode: string },
  { code }: Ending,
  closedBefore = '',
): void {
  if (closeCode === code || (isSuccess(code) && isSuccess(closeCode))) return;
  const there =
    closeCode === ''
      ? 'without a close code that the integration user may read'
      : `as ${JSON.stringify(closeCode)}`;
  throw new GateError(
    'CLOSED_OTHERWISE',
    `${number} is closed ${there}, and this step says ${JSON.stringify(code)}. ` +
      `Find out which of the two is true, and have the change manager correct the record or repeat this step with the other. ${closedBefore}`.trimEnd(),
  );
}

function isSuccess(code: string): boolean {
  return code === CLOSE_CODE.success || code === 'successful_issues';
}

function textOf(data: Fields | undefined, column: string): string | undefined {
  const value = data?.[column];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
