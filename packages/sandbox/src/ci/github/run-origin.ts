/** What every run has from its start. */

import type { Account } from './directory.ts';
import type { Repository } from './repository.ts';

/** A request that starts nothing, in GitHub's words; a 422. */
export class DispatchError extends Error {
  override readonly name = 'DispatchError';
}

/**
 * @fact A start of a workflow on a ref that is no branch or tag | 422 `No ref found for: REF` | third party |
 *   transcripts
 * @throws DispatchError
 */
export function knownRef(repository: Repository, ref: string): string {
  const fullRef = repository.fullRef(ref);
  if (fullRef === undefined) throw new DispatchError(`No ref found for: ${ref}`);
  return fullRef;
}

export function origin(
  repository: Repository,
  sender: Account,
  ref: string,
  payload: Record<string, unknown>,
) {
  const { id, name, fullName, owner } = repository;
  return {
    payload: {
      ...payload,
      repository: {
        id,
        name,
        full_name: fullName,
        private: repository.private,
        default_branch: repository.defaultBranch,
        owner: { login: owner.login },
      },
      sender: { id: sender.id, login: sender.login, type: sender.type },
    },
    inputs: {},
    ref,
    sha: repository.headSha,
    actor: sender.login,
    pullRequest: null,
  };
}
