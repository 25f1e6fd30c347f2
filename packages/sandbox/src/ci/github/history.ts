/** The commits of a repository, which has one line of them, and the merged pull requests that they came with. */
import { createHash } from 'node:crypto';

export interface Commit {
  readonly sha: string;
  readonly message: string;
  /** A login, where GitHub knows whose the email is. */
  readonly author: string | null;
  readonly email: string;
  readonly pull: MergedPull | null;
}

export interface PullReview {
  readonly user: string;
  /** `APPROVED` when left out. */
  readonly state?: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  /** Whether it was given before the last push. */
  readonly stale?: boolean;
}

/** A pull request with all its commits, as it is merged. */
export interface MergedPullOptions {
  readonly title: string;
  readonly author: string;
  readonly mergedBy: string;
  /** Oldest first; none when left out. */
  readonly reviews?: readonly PullReview[];
  /** Messages of the commits, oldest first; its title when left out: it is squashed. */
  readonly commits?: readonly string[];
  /** Whether GitHub knows whose the email in the commits is; else nobody's. */
  readonly unlinked?: boolean;
}

export interface MergedPull extends Required<Omit<MergedPullOptions, 'commits' | 'unlinked'>> {
  readonly number: number;
  /** The last commit of its branch. */
  readonly head: string;
}

export class History {
  /** Oldest first. */
  readonly commits: Commit[] = [];
  readonly pulls: MergedPull[] = [];

  get head(): string {
    return this.commits.at(-1)?.sha ?? '';
  }

  /** A commit that comes with no pull request, of nobody whom GitHub knows. @param sha another one for another state */
  add(sha: string): void {
    if (sha !== this.head)
      this.commits.push({ sha, message: 'The state of the sandbox', author: null, email: '', pull: null });
  }

  merge(given: MergedPullOptions): MergedPull {
    const { title, author, mergedBy, reviews = [], commits = [title], unlinked = false } = given;
    const number = this.pulls.length + 1;
    const head = sha1(`${this.head}\0${number}`);
    const pull = { number, title, author, mergedBy, reviews, head };
    this.pulls.push(pull);
    for (const message of commits)
      this.commits.push({
        sha: sha1(`${this.head}\0${message}`),
        message,
        author: unlinked ? null : author,
        email: `${author}@globex.example`,
        pull,
      });
    return pull;
  }

  /** @returns its place in the line; -1 where there is none */
  indexOf(sha: string): number {
    return this.commits.findIndex((commit) => commit.sha === sha);
  }
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
