/** A request to create a change may arrive although its answer is lost, or be refused because the change exists. */
import { GateError } from '../../errors.ts';
import { type Change, isClosedOrCanceled } from '../../servicenow/change.ts';
import type { WriteResult } from '../../servicenow/changes.ts';
import type { OperationContext } from '../context.ts';
import { changeSysIds } from '../find/change-identity.ts';
import { isOfGate } from '../find/doubt.ts';
import { findOwnChange } from '../find/find-own-change.ts';
import { refuseUnproven } from './refuse-unproven.ts';

/** What came of a request to create a change: the change, or the one that was there. */
export type Created = { readonly created: WriteResult } | { readonly known: Change };

/**
 * Creates a change. Where that fails in a way that leaves open whether the change exists, looks for it: what an instance
 * answers to a second create with the same sys_id is not documented, so any refusal may be that. One that did not arrive
 * is sent once more, and never without such a look.
 * @param sysId that `create` asks for
 * @throws GateError CREATE_UNANSWERED where that is not known in the end, or any error of `create`
 */
export async function createOnce(
  create: () => Promise<WriteResult>,
  sysId: string,
  context: OperationContext,
): Promise<Created> {
  let first: GateError | undefined;
  for (;;) {
    try {
      return { created: await create() };
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      const found = await lookFor(error, sysId, context);
      if (found !== null) return found;
      if (first !== undefined) throw unanswered(error, context);
      first = error;
      context.log.info('It did not arrive: sending it once more.');
    }
  }
}

/**
 * @param failure of the create
 * @returns the change that is there; `null` where there is none, and the create may just not have arrived
 * @throws GateError the failure where there is none and it was refused
 */
async function lookFor(
  failure: GateError,
  sysId: string,
  context: OperationContext,
): Promise<Created | null> {
  const isUnanswered = UNANSWERED.includes(failure.code);
  if (!isUnanswered && !REFUSED.includes(failure.code)) throw failure;
  if (isUnanswered) {
    context.log.info('The create was not answered as it should be; looking whether it arrived.');
  }
  const known = await findOwnChange(context).catch((problem) => {
    if (problem instanceof GateError && NEEDS_A_PERSON.includes(problem.code)) throw problem;
    if (isUnanswered) throw unanswered(failure, context);
    throw new GateError(
      failure.code,
      `${failure.message} Whether the change exists already could not be read. ${problem.message}`,
      { cause: failure },
    );
  });
  if (known !== null && isUnanswered && !isClosedOrCanceled(known)) {
    if (!isOfGate(known, context)) await refuseUnproven(known, null, context);
    return { created: { change: known, differences: [] } };
  }
  if (known !== null && stoodInTheWay(known, sysId, context)) return { known };
  if (!isUnanswered) throw failure;
  return null;
}

function unanswered(failure: GateError, { gate, build }: OperationContext): GateError {
  return new GateError(
    'CREATE_UNANSWERED',
    `${failure.message} Whether a change was created is not known. ` +
      `Its correlation id would be ${gate.key}: ${build.againIsNewBuild ? 'look for it in ServiceNow, and cancel it' : 'the next run finds it'}.`,
    { cause: failure, again: true },
  );
}

/** A change that ended before one with this sys_id could be opened is not why that was refused. */
function stoodInTheWay(known: Change, sysId: string, { gate }: OperationContext): boolean {
  const sysIds = changeSysIds(gate.key);
  const index = sysIds.indexOf(known.sysId);
  return index >= sysIds.indexOf(sysId) || (index >= 0 && !isClosedOrCanceled(known));
}

/** Failures after which the change may exist all the same. */
const UNANSWERED: readonly string[] = ['UNAVAILABLE', 'NOT_JSON', 'PROXY_PAGE', 'UNEXPECTED_ANSWER'];

/** Refusals that may say no more than that the change exists, or come from a gateway that passed one of the tries on. */
const REFUSED: readonly string[] = [
  'RATE_LIMITED',
  'FORBIDDEN',
  'RULE_ABORTED',
  'POLICY_REFUSED',
  'NOT_ACCEPTED',
];

/** Failures of looking for the change that the next run would meet again. */
export const NEEDS_A_PERSON: readonly string[] = ['CHANGE_AMBIGUOUS', 'CHANGE_NOT_OURS'];
