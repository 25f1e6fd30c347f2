/** Who takes part in a pipeline, as GitLab knows them. */
import type { Environment, Person } from '@change-gate/core';
import type { User } from './bodies.ts';

/**
 * The users that GitLab makes for access tokens of projects and groups, and for service accounts: nobody who could have written or
 * approved anything (GitLab docs, "Project access tokens", "Group access tokens", "Service accounts").
 */
const BOT = /^(?:(?:project|group)_\d+_bot|service_account_)/;

/** @param login a user's name in GitLab */
export function isBot(login: string): boolean {
  return BOT.test(login);
}

/** Who started this job: whoever pushed, pressed a button, or owns the schedule. Nobody where that is a bot. */
export function startedBy(env: Environment): readonly Person[] {
  const { GITLAB_USER_LOGIN: login = '', GITLAB_USER_NAME: name = '', GITLAB_USER_EMAIL: email = '' } = env;
  return login === '' || isBot(login) ? [] : [{ role: 'trigger', name, login, email }];
}

/** @returns without an email, which GitLab tells of no other user */
export function personOf(role: Person['role'], { username, name }: User): Person {
  return { role, name, login: username, email: '' };
}
