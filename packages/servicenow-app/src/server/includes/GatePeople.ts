/** Which users of the instance the people of a pipeline are: by email, or as an admin has entered it for a login. */
import type { Person } from '@change-gate/core/evidence';

const USER = 'sys_user';
const PERSON = 'x_change_gate_person';

/** People are named for those who read a log: no more than these. */
const LISTED_MAX = 5;

/** Who a person is on this instance. */
export interface FoundUsers {
  /** sys_ids of all that the person may be. */
  readonly users: readonly string[];
  /** Whether there is no doubt who it is: none where several users have the same email, or nobody is found. */
  readonly isKnown: boolean;
}

/** GitHub and GitLab hide emails behind addresses that hold the login: `1234+octocat@users.noreply.github.com`. */
const NOREPLY = /^(?:\d+[+-])?([^@+]+)@users\.noreply\.[a-z0-9.-]+$/i;

/** Finds the users that a person may be. @param ci `github` .. */
export function find(ci: string, { login, email }: Person): FoundUsers {
  const hidden = NOREPLY.exec(email);
  const logins = [login, hidden === null ? '' : (hidden[1] ?? '')].filter((one) => one !== '');
  const byEmail = hidden !== null || email === '' ? [] : withEmail(email);
  const entered = logins.reduce<string[]>((users, one) => users.concat(enteredFor(ci, one)), []);
  return {
    users: byEmail.concat(entered),
    isKnown:
      (byEmail.length === 1 || entered.length > 0) &&
      byEmail.length < 2 &&
      areSame(entered) &&
      logins.every((one) => isSame(one, logins[0] ?? '')),
  };
}

/** A person's name for people to read: never empty. */
export function nameOf({ name, login, email }: Person): string {
  return [name, login, email].filter((one) => one !== '')[0] ?? 'somebody without a name';
}

/** Names and other words for people to read, each once and five at most: `Ann Lee, Bob Ray and Cy Poe`, `.. and 3 more`. */
export function listed(words: readonly string[]): string {
  const all = words.filter((word, index) => words.indexOf(word) === index);
  const shown =
    all.length > LISTED_MAX ? all.slice(0, LISTED_MAX).concat([`${all.length - LISTED_MAX} more`]) : all;
  return shown.length < 2
    ? shown.join('')
    : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}

/** Whether it is a program that the CI runs. GitHub lets no person take such a login. */
export function isBot({ login, email }: Person): boolean {
  return /\[bot\]$/i.test(login) || /\[bot\]@users\.noreply\./i.test(email);
}

function withEmail(email: string): string[] {
  const row = new GlideRecord(USER);
  row.addQuery('email', email);
  row.query();
  const found: string[] = [];
  // Some databases compare without case; none must find more than asked for.
  while (row.next()) if (isSame(row.getValue('email'), email)) found.push(row.getUniqueValue());
  return found;
}

function enteredFor(ci: string, login: string): string[] {
  const row = new GlideRecord(PERSON);
  row.addQuery('login', login);
  row.query();
  const found: string[] = [];
  while (row.next()) {
    const user = row.getValue('user') ?? '';
    if (isSame(row.getValue('login'), login) && isSame(row.getValue('ci'), ci) && user !== '')
      found.push(user);
  }
  return found;
}

function isSame(one: string | null, other: string): boolean {
  return one !== null && one.toLowerCase() === other.toLowerCase();
}

function areSame(users: readonly string[]): boolean {
  return users.every((user) => user === users[0]);
}
