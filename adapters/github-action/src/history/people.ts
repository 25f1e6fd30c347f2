/** People as GitHub knows them. */
import type { Commit, Environment, Person } from '@change-gate/core';
import type { CommitBody, User } from './bodies.ts';

/** Who acts for an App, GitHub's own among them, has such a login (GitHub docs, "About using GitHub Apps"). */
export function isBot(login: string): boolean {
  return login.endsWith('[bot]');
}

/** Who has started the run, and who has started it again. */
export function startedBy({ GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR }: Environment): readonly Person[] {
  const logins = new Set([GITHUB_ACTOR ?? '', GITHUB_TRIGGERING_ACTOR ?? '']);
  return [...logins]
    .filter((login) => login !== '' && !isBot(login))
    .map((login) => ({ role: 'trigger', name: '', login, email: '' }));
}

/** @returns without an email, which GitHub tells of nobody but authors of commits */
export function personOf(role: Person['role'], user: User): Person {
  return { role, name: '', login: user?.login ?? '', email: '' };
}

export function commitOf({ sha, commit, author, parents }: CommitBody): Commit {
  const { name = '', email = '' } = commit.author ?? {};
  const hidden = loginOfHidden(email);
  return {
    sha,
    title: commit.message.split('\n', 1)[0] ?? '',
    author: {
      role: 'author',
      name,
      login: author?.login ?? hidden ?? '',
      email: hidden === undefined ? email : '',
    },
    isMerge: parents.length > 1,
  };
}

/** Of an address that hides another, `4711+octocat@users.noreply.github.com` (GitHub docs, "Setting your commit email address"). */
function loginOfHidden(email: string): string | undefined {
  const [, login] = /^(?:\d+\+)?([^@+]+)@users\.noreply\./i.exec(email) ?? [];
  return login;
}
