/** The people of a pipeline: who started it, wrote, merged and reviewed what it deploys. */
import { MAX_PEOPLE, type Person, ROLES } from '../contract.ts';
import { inOneLine } from '../plain-text.ts';
import type { Commit, MergeRequest } from '../source.ts';

const FIELDS = ['login', 'email', 'name'] as const;
const LENGTH = 100;

/** Whether two are known to be different people: something can be compared, and nothing of that is equal. */
export function areDifferent(one: Person, other: Person): boolean {
  const both = FIELDS.filter((field) => one[field] !== '' && other[field] !== '');
  return both.length > 0 && both.every((field) => !isEqual(one[field], other[field]));
}

/**
 * The authors of commits. Git believes whatever a commit says of its author, and who calls himself a bot would be nobody: only in
 * a merge request of the same bot's, which the CI has signed in, he is. Elsewhere he keeps his name alone, by which nobody is found.
 */
export function authorsOf(commits: readonly Commit[], mergeRequests: readonly MergeRequest[]): Person[] {
  const authors = commits
    .filter((commit) => !isBotsOwn(commit, mergeRequests))
    .map(({ author }) =>
      isBot(author) ? { ...author, name: nameOf(author), login: '', email: '' } : author,
    );
  return distinct(authors);
}

function isBotsOwn({ sha, author }: Commit, mergeRequests: readonly MergeRequest[]): boolean {
  return mergeRequests.some(
    (request) =>
      request.commits.includes(sha) &&
      isBot(request.author) &&
      FIELDS.some((field) => author[field] !== '' && isEqual(author[field], request.author[field])),
  );
}

function isBot({ login, email }: Person): boolean {
  return /\[bot\]$|^(?:project|group)_\d+_bot|^service_account_/i.test(login) || /\[bot\]@/i.test(email);
}

/** Each person once, by the part that counts most: who started it, then authors, mergers and reviewers. */
export function peopleOf(
  started: readonly Person[],
  commits: readonly Commit[],
  mergeRequests: readonly MergeRequest[],
): Person[] {
  const signedIn = mergeRequests.flatMap(({ author, mergedBy, reviewers = [] }) => [
    { ...author, role: 'author' as const },
    ...(mergedBy === undefined ? [] : [{ ...mergedBy, role: 'merger' as const }]),
    ...reviewers.map((reviewer) => ({ ...reviewer, role: 'reviewer' as const })),
  ]);
  const all = [
    ...started,
    ...authorsOf(commits, mergeRequests),
    ...signedIn.filter((person) => !isBot(person)),
  ];
  return distinct(ROLES.flatMap((role) => all.filter((person) => person.role === role)));
}

/** Each once, by login or email; by name where there is neither. What one mention tells and the first does not is added. */
export function distinct(people: readonly Person[]): Person[] {
  const found: Person[] = [];
  for (const person of people.map(cleaned)) {
    const at = found.findIndex((other) => isSame(other, person));
    const known = found[at];
    if (known === undefined) {
      if (FIELDS.some((field) => person[field] !== '')) found.push(person);
    } else
      found[at] = {
        role: known.role,
        name: known.name || person.name,
        login: known.login || person.login,
        email: known.email || person.email,
      };
  }
  return found;
}

/**
 * The people as they fit into the evidence. Where some do not, the last entry stands for them: it is nobody that could be found in
 * ServiceNow, so that nobody counts as separate from those who are left out.
 */
export function fittingPeople(people: readonly Person[]): readonly Person[] {
  const left = people.length - MAX_PEOPLE + 1;
  if (left <= 1) return people;
  const rest: Person = { role: 'author', name: `and ${left} more people`, login: '', email: '' };
  return [...people.slice(0, MAX_PEOPLE - 1), rest];
}

/** A person in words, by the name that says most. */
export function nameOf({ name, login, email }: Person): string {
  return inOneLine(name || login || email, LENGTH);
}

function isSame(one: Person, other: Person): boolean {
  if (one.login !== '' && other.login !== '') return isEqual(one.login, other.login);
  if (one.email !== '' && other.email !== '') return isEqual(one.email, other.email);
  const isNamed = [one, other].every(({ login, email }) => login === '' && email === '');
  return isNamed && isEqual(one.name, other.name);
}

function isEqual(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function cleaned({ role, name, login, email }: Person): Person {
  return {
    role,
    name: inOneLine(name, LENGTH),
    login: inOneLine(login, LENGTH),
    email: inOneLine(email, LENGTH),
  };
}
