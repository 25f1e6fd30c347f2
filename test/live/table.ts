/** The results as people read them. */
import type { Outcome, SignOff } from './sign-off/sign-off.ts';
import type { Result } from './suite.ts';

const WORDS: Readonly<Record<Outcome, string>> = {
  holds: 'holds',
  'does-not-hold': 'does not hold',
  'could-not-be-seen': 'could not be seen',
  skipped: 'skipped',
  observed: 'observed',
};

/** One result, as soon as it is there. */
export function line({ scenario, outcome, detail, seconds, left }: Result): string {
  const first = `${scenario.name}: ${WORDS[outcome]} (${seconds} s)${detail === '' ? '' : `. ${detail}`}`;
  return [first, ...left.map((what) => `  ${what}`)].join('\n');
}

/** What a run was tried on. */
export function headline({ of, on, suite, instance, ci }: SignOff): string {
  const told = (what: string, version: string) =>
    version === '' ? `${what} (version not told)` : `${what} ${version}`;
  const parts = [
    told('ServiceNow', instance.release),
    told('the Change Gate app', instance.app),
    told(ci.name, ci.version),
  ];
  const words = `Tried on ${on} with suite ${suite}: ${parts.join(', ')}.`;
  return of === 'live' ? words : `${words} That is a sandbox, and says nothing of a live instance.`;
}

/** All of them, in Markdown, and how many ended how. */
export function table(results: readonly Result[]): string {
  const rows = results.map(
    ({ scenario, outcome, observed }) =>
      `| ${scenario.name} | ${scenario.claim} | ${WORDS[outcome]}${observed === undefined ? '' : `: ${observed}`} |`,
  );
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  const counts = (Object.keys(WORDS) as Outcome[])
    .filter((outcome) => outcome !== 'observed' || count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${WORDS[outcome]}`);
  const left = results.flatMap((result) => result.left);
  return [
    '| scenario | what must hold, or is asked | |',
    '| --- | --- | --- |',
    ...rows,
    '',
    `${counts.join(', ')}.`,
    ...(left.length === 0 ? ['Nothing is left.'] : ['Left, for a person to end:', ...left]),
  ].join('\n');
}

/** Whether something was tried, all of it holds that must, and nothing is left. */
export function isGood(results: readonly Result[]): boolean {
  const claims = results.filter(({ scenario }) => !('answers' in scenario));
  return (
    results.some(({ outcome }) => outcome !== 'skipped') &&
    claims.every(({ outcome }) => outcome === 'holds' || outcome === 'skipped') &&
    results.every(({ left }) => left.length === 0)
  );
}
