/** A change is approved for one commit, and another one must not be deployed under it. */
import { isCommit, toldByKey } from '../../callback/key.ts';
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';

type CommitContext = Pick<OperationContext, 'build'>;

/**
 * Refuses a change that a person named and that was opened for another commit, or by a gate of this CI whose key tells none, as
 * an older version's. One that no gate of this CI has opened is of no commit: whoever names it answers for that.
 * @throws GateError COMMIT_NOT_APPROVED
 */
export function refuseOtherCommit(change: Change, context: CommitContext): void {
  const { ci, commit = '' } = context.build;
  const told = toldByKey(change.correlationId);
  if (commit === '' || told.ci !== ci || isCommit(commit, told.commit)) return;
  throw otherCommit(change, context);
}

/** The error for a step that is about another commit than the change of its gate. */
export function otherCommit({ number, correlationId }: Change, { build }: CommitContext): GateError {
  const { commit } = toldByKey(correlationId);
  return new GateError(
    'COMMIT_NOT_APPROVED',
    `${number} was opened for ${commit === '' ? 'no commit that it tells' : `commit ${commit}`}, and this step is for commit ${build.commit ?? 'unknown'}: nobody has approved that one. ` +
      'Deploy the commit of the change, or open a change for this one.',
  );
}
