/** The commits from one that was deployed to another. */
import type { Commit, History } from '@change-gate/core';
import type { CommitBody } from './bodies.ts';

export interface Range {
  readonly direction: History['direction'];
  /** Newest first; undefined where they are not known. */
  readonly commits: readonly Commit[] | undefined;
  /** Why they are not known: a sentence. */
  readonly gap?: string;
}

export function commitOf(body: CommitBody): Commit {
  const { id, title, author_name: name, author_email: email, parent_ids: parents } = body;
  return { sha: id, title, author: { role: 'author', name, login: '', email }, isMerge: parents.length > 1 };
}

export function short(sha: string): string {
  return sha.slice(0, 8);
}
