/** A request to create a change may arrive although its answer is lost. */
import { GateError } from '../../errors.ts';
import { isClosedOrCanceled } from '../../servicenow/change.ts';
import type { WriteResult } from '../../servicenow/changes.ts';
import type { OperationContext } from '../context.ts';
import { findOwnChange } from '../find/find-own-change.ts';

/**
 * Creates a change with one request. Where its answer is lost, looks for the change and never creates it again.
 * @throws GateError CREATE_UNANSWERED where no such change is found, or any error of `create`
 */
export async function createOnce(
  create: () => Promise<WriteResult>,
  context: OperationContext,
): Promise<WriteResult> {
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof GateError) || !MAY_HAVE_ARRIVED.includes(error.code)) throw error;
    context.log.info('The create was not answered as it should be; looking whether it arrived.');
    const arrived = await findOwnChange(context).catch((problem) => {
      if (problem instanceof GateError && NEEDS_A_PERSON.includes(problem.code)) throw problem;
      return null;
    });
    if (arrived !== null && !isClosedOrCanceled(arrived)) return { change: arrived, differences: [] };
    throw new GateError(
      'CREATE_UNANSWERED',
      `${error.message} Whether a change was created is not known, and it was not tried a second time. ` +
        `Its correlation id would be ${context.gate.key}: ${context.build.againIsNewBuild ? 'look for it in ServiceNow, and cancel it' : 'the next run looks for it first'}.`,
      { cause: error, again: true },
    );
  }
}

/** Failures after which the change may exist all the same. */
const MAY_HAVE_ARRIVED: readonly string[] = ['UNAVAILABLE', 'NOT_JSON', 'PROXY_PAGE', 'UNEXPECTED_ANSWER'];

/** Failures of looking for the change that the next run would meet again. */
const NEEDS_A_PERSON: readonly string[] = ['CHANGE_AMBIGUOUS', 'CHANGE_NOT_OURS'];
