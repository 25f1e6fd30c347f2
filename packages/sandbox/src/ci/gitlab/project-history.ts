/** The commits that were pushed to the project, and the merge requests that they came with. */
import type { Commit, EarlierCommit } from './runner/git-repository.ts';

/** A merge request that is merged: one push, and who approved it after that. */
export interface MergedRequest {
  readonly iid: number;
  readonly title: string;
  readonly author: string;
  readonly mergedBy: string;
  readonly approvedBy?: readonly string[];
}

export interface PushedCommit extends EarlierCommit {
  /** What it came with. */
  readonly merged?: MergedRequest;
}

export class ProjectHistory {
  readonly #commits = new Map<string, Commit>();
  readonly #merged = new Map<string, MergedRequest>();

  /**
   * @param commits of a repository, newest first: the one that was pushed last, those that came with it, those before
   * @param earlier those that came with it, oldest first
   */
  add(commits: readonly Commit[], earlier: readonly PushedCommit[]): void {
    for (const commit of commits) this.#commits.set(commit.sha, commit);
    for (const [index, { merged }] of earlier.toReversed().entries()) {
      const commit = commits[index + 1];
      if (commit !== undefined && merged !== undefined) this.#merged.set(commit.sha, merged);
    }
  }

  find(sha: string): Commit | undefined {
    return this.#commits.get(sha);
  }

  mergedWith(sha: string): MergedRequest | undefined {
    return this.#merged.get(sha);
  }

  mergeRequest(iid: number): MergedRequest | undefined {
    return [...this.#merged.values()].find((merged) => merged.iid === iid);
  }

  /** What a push adds stands on one commit, so that there is one way back. @returns newest first */
  line(sha: string): readonly Commit[] {
    const line: Commit[] = [];
    for (let at = this.find(sha); at !== undefined; at = this.find(at.parents[0] ?? '')) line.push(at);
    return line;
  }
}
