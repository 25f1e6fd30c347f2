/**
 * What goes wrong between a pipeline and its instance, and what an operation makes of it. Each fault strikes
 * once at a read, once at a write, and then for good; the table says how the operation ends.
 */
import type { FaultEffect } from '@change-gate/sandbox';

export interface FaultCase {
  readonly name: string;
  readonly effect: FaultEffect;
  /** The error code when it strikes the look for the change for good. */
  readonly read: string;
  /** How the operation ends when it strikes that look once: `ok` where it is tried again. */
  readonly readOnce: string;
  /** The error code when it strikes a write (a PATCH) for good. */
  readonly write: string;
  /** How it ends when the create is struck before it does anything. */
  readonly create: string;
  /** What the message says, besides the code. */
  readonly words: RegExp;
}

const json = (message: string, detail = '') =>
  JSON.stringify({ error: { message, detail }, status: 'failure' });

const status = (code: number, message: string, detail?: string): FaultEffect => ({
  kind: 'status',
  status: code,
  body: json(message, detail),
});

const page = (code: number, title: string): FaultEffect => ({
  kind: 'html',
  status: code,
  html: `<html><head><title>${title}</title></head><body>${title}</body></html>`,
});

/** Refusals that nothing but a person changes: the same for every request. */
const refused = (name: string, effect: FaultEffect, code: string, words: RegExp): FaultCase => ({
  name,
  effect,
  read: code,
  readOnce: code,
  write: code,
  create: code,
  words,
});

/** Troubles that pass: what may be sent again is; a create is not, and its end is not known. */
const passing = (name: string, effect: FaultEffect, code: string, words: RegExp): FaultCase => ({
  name,
  effect,
  read: code,
  readOnce: 'ok',
  write: code,
  create: 'CREATE_UNANSWERED',
  words,
});

const ABORTED =
  "Operation against file 'change_request' was aborted by Business Rule 'No Fridays^0f4ac6c4b750230096c3e4f6ee11a9fe'. Business Rule Stack:No Fridays";

export const FAULTS: readonly FaultCase[] = [
  refused(
    'no authentication',
    status(401, 'User Not Authenticated', 'Required to provide Auth information'),
    'UNAUTHENTICATED',
    /Check the username and password/,
  ),
  refused(
    'an ACL',
    status(403, 'Operation Failed', 'ACL Exception Update Failed due to security constraints'),
    'FORBIDDEN',
    /ACL Exception.*roles do not allow it/,
  ),
  refused(
    'an ACL that looks like 404',
    status(404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval"),
    'RECORD_NOT_FOUND',
    /an ACL hides it/,
  ),
  refused(
    "a business rule's abort",
    status(403, 'Operation Failed', ABORTED),
    'RULE_ABORTED',
    /The business rule "No Fridays" of the instance does not allow this/,
  ),
  refused(
    'a data policy',
    status(
      403,
      'Operation Failed',
      'Data Policy Exception: The following fields are mandatory: Justification',
    ),
    'POLICY_REFUSED',
    /mandatory: Justification/,
  ),
  refused(
    'an API that is not there',
    status(400, 'Requested URI does not represent any resource'),
    'APP_NOT_INSTALLED',
    /import its update set/,
  ),
  {
    ...passing(
      'a rate limit',
      { kind: 'status', status: 429, retryAfter: 3_600, body: json('Rate limit exceeded') },
      'RATE_LIMITED',
      /Rate limit exceeded.*in 3600 seconds/,
    ),
    readOnce: 'RATE_LIMITED',
    create: 'RATE_LIMITED',
  },
  {
    ...passing(
      'a short rate limit',
      { kind: 'status', status: 429, retryAfter: 2, body: json('Rate limit exceeded') },
      'RATE_LIMITED',
      /Rate limit exceeded/,
    ),
    create: 'RATE_LIMITED',
  },
  {
    ...passing(
      'a cancelled transaction',
      status(500, 'Transaction cancelled: maximum execution time exceeded'),
      'UNAVAILABLE',
      /Transaction cancelled/,
    ),
    readOnce: 'UNAVAILABLE',
  },
  passing(
    'a 200 that says at its end that it failed',
    {
      kind: 'status',
      status: 200,
      body: JSON.stringify({
        result: [],
        error: { message: 'Transaction cancelled: maximum execution time exceeded', detail: '' },
        status: 'failure',
      }),
    },
    'UNAVAILABLE',
    /answered 200: Transaction cancelled/,
  ),
  passing("a gateway's 502", page(502, 'Bad gateway'), 'UNAVAILABLE', /\("Bad gateway"\)/),
  passing('503 without a page', { kind: 'status', status: 503 }, 'UNAVAILABLE', /503/),
  passing("a gateway's 504", page(504, 'Gateway timeout'), 'UNAVAILABLE', /\("Gateway timeout"\)/),
  passing('a reset connection', { kind: 'reset' }, 'UNAVAILABLE', /did not answer/),
  passing('a request that is dropped', { kind: 'status', status: 202 }, 'UNAVAILABLE', /too much to do/),
  refused(
    'a gateway without such requests',
    page(501, 'Not implemented'),
    'NOT_ACCEPTED',
    /501\. .*a gateway before it, does not know this kind of request/,
  ),
  refused(
    'a hibernating instance',
    page(200, 'Instance Hibernating page'),
    'INSTANCE_HIBERNATING',
    /is hibernating\. Wake it/,
  ),
  refused('a login page', page(200, 'Log in | ServiceNow'), 'LOGIN_PAGE', /a login page instead/),
  {
    ...refused('a page of a proxy', page(403, 'Blocked by policy'), 'PROXY_PAGE', /A proxy or a firewall/),
    create: 'CREATE_UNANSWERED',
  },
  {
    ...refused('broken JSON', { kind: 'status', status: 200, body: '{"result":' }, 'NOT_JSON', /broken JSON/),
    create: 'CREATE_UNANSWERED',
  },
];
