/**
 * What every `examine` repeats: the four findings in their order, and what the first answer says of the way to the CI.
 * Bundled into the ServiceNow app with each `approval.ts`, so the same rules hold: see `api.ts`.
 */
import type { Finding } from '../check/contract.ts';
import type { ApprovalHttpResponse, ExamineRequest } from './api.ts';
import { isSuccess, leadsTo, parseJson } from './client.ts';

/** A finding, but for what it is about. */
export type Seen = Pick<Finding, 'outcome' | 'detail' | 'remedy' | 'who'>;

type Remedier = NonNullable<Finding['who']>;

/** Ids and titles, in their order. */
const EXAMINED: readonly (readonly [string, string])[] = [
  ['ci-server.reached', 'Way from ServiceNow to the CI server'],
  ['ci-server.token', 'Token for the CI server'],
  ['ci-server.sees-gate', 'Sight of the gate in the CI'],
  ['ci-server.may-answer', 'Right to answer the gate in the CI'],
];

/**
 * Makes the findings of what was seen, in their order. What was not looked at any more says why.
 * @param before the title of what does not hold before all of them
 */
export function findings(seen: readonly Seen[], before?: string): Finding[] {
  const title = EXAMINED[seen.length - 1]?.[1] ?? before ?? '';
  const isUnseen = seen[seen.length - 1]?.outcome === 'could-not-be-seen';
  const why = isUnseen ? 'something before it could not be seen' : 'another line does not hold';
  return EXAMINED.map(([id, about], index) =>
    Object.assign(
      { id, title: about },
      seen[index] ?? unseen(`This was not looked at, as ${why}: ${title}.`),
    ),
  );
}

export function holds(detail: string): Seen {
  return { outcome: 'holds', detail };
}

export function broken(detail: string, remedy: string, who: Remedier): Seen {
  return { outcome: 'does-not-hold', detail, remedy, who };
}

export function unseen(detail: string): Seen {
  return { outcome: 'could-not-be-seen', detail };
}

/** As `unseen`, where somebody can do something about it, or should look for themselves. */
export function uncertain(detail: string, remedy: string, who: Remedier): Seen {
  return { outcome: 'could-not-be-seen', detail, remedy, who };
}

type Asked = Pick<ExamineRequest, 'server' | 'midServer'>;

/**
 * What stands in the way of a request, by its answer.
 * @returns `null` for an answer of the API itself, be it an error
 */
export function obstacle(ci: string, asked: Asked, response: ApprovalHttpResponse): Seen | null {
  const { server, midServer } = asked;
  const { status, body, location } = response;
  const answered = `${ci} at ${server} answered ${asker(midServer)} with ${status}`;
  if (status === 0) {
    return broken(
      `${ci} at ${server} did not answer ${asker(midServer)}: ${body.replace(/\.$/, '')}.`,
      midServer === ''
        ? `Let this instance reach ${server} (name, firewall, certificate), or name a MID Server that does in "CI servers".`
        : `Make sure that MID Server ${midServer} is up and validated, and that its host reaches ${server} (name, firewall, certificate).`,
      'ServiceNow admin',
    );
  }
  if (location !== undefined)
    return broken(`${answered}: ${leadsTo(location)}`, OTHER_URL, 'Change Gate admin');
  if (status >= 500 || status === 408) {
    return uncertain(
      `${answered}: it, or a gateway before it, is busy or down.`,
      'Check again later.',
      'CI admin',
    );
  }
  return isObject(parseJson(body))
    ? null
    : broken(
        `${answered} and no JSON: that is a page of a login, of a proxy or of another server.`,
        OTHER_URL,
        'Change Gate admin',
      );
}

const OTHER_URL =
  'List the API base URL that answers by itself in "CI servers", and see that nothing on the way answers in its place.';

/** That the CI was reached, and on which way. */
export function reached(ci: string, { server, midServer }: Asked): Seen {
  return holds(`${ci} at ${server} answers ${asker(midServer)}.`);
}

function asker(midServer: string): string {
  return midServer === '' ? 'this instance, which asked without a MID Server' : `MID Server ${midServer}`;
}

/** Few changes wait longer. */
const SOON_DAYS = 7;

/**
 * What the end of a token that the CI takes now means.
 * @param end seconds since 1970; `NaN` where there is none, or the CI does not tell it
 */
export function tokenUntil(end: number, now: number, isTaken: string): Seen {
  // NaN is less than nothing.
  if (!(end - now < SOON_DAYS * 86_400)) return holds(isTaken);
  return uncertain(
    `${isTaken} It ends on ${new Date(end * 1000).toISOString().slice(0, 10)}: whether a change is decided before that, nobody knows.`,
    'Make a token that lives longer, and keep it in place of this one.',
    'CI admin',
  );
}

/** What the CI said in words of its own, as it stands behind what it answered: after a colon, or nothing. */
export function inItsWords(said: string): string {
  const words = said.slice(0, 300).replace(/\.$/, '');
  return words === '' ? '' : `: ${words}`;
}

/** The JSON object, or list, of a success; `null` for any other answer. */
export function bodyOf(response: ApprovalHttpResponse): Readonly<Record<string, unknown>> | null {
  const body = isSuccess(response) ? parseJson(response.body) : null;
  return isObject(body) ? body : null;
}

/** Whether a value is a JSON object, or a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
