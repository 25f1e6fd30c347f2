import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import type { ChangeFields } from '../../servicenow/changes.ts';
import type { OperationContext } from '../context.ts';
import { reportDifferences } from '../report-differences.ts';

/** The outcome of one attempt to move a change. */
export type Attempt =
  | { readonly moved: true; readonly change: Change }
  /** Refused by a rule or a data policy, or answered with success and ignored. */
  | { readonly moved: false; readonly refusal: GateError };

/** Writes a state. What a rule refuses or the instance ignores is a result; any other failure is thrown. */
export async function tryState(
  change: Change,
  state: string,
  fields: ChangeFields,
  { changes, log }: Pick<OperationContext, 'changes' | 'log'>,
): Promise<Attempt> {
  try {
    const written = await changes.update(change, { ...fields, state });
    if (written.change.state !== change.state) {
      reportDifferences(change.number, written.differences, { strict: false, log });
      return { moved: true, change: written.change };
    }
    const refusal = new GateError(
      'WRITE_IGNORED',
      `The instance answered with success and left ${change.number} in ${change.stateLabel}. Look at the change's model and business rules: ${changes.url(change)}`,
    );
    return { moved: false, refusal };
  } catch (error) {
    if (error instanceof GateError && REFUSED.includes(error.code)) return { moved: false, refusal: error };
    throw error;
  }
}

const REFUSED: readonly string[] = ['RULE_ABORTED', 'POLICY_REFUSED'];
