/** The body of a registration request, checked field by field; the rest of the app trusts what comes out. */

import type { ApprovalApi } from '@change-gate/core/approval';
import {
  ALIAS_PATTERN,
  type CallbackRegistration,
  CHANGE_NUMBER_PATTERN,
  isReferenceForToken,
  MAX_PROCEED_STATES,
  PROCEED_STATE_PATTERN,
  TOKEN_PATTERN,
} from '@change-gate/core/contract';
import { STREAM_PATTERN, type StreamPosition } from '@change-gate/core/evidence';
import type { PolicyField } from '@change-gate/core/policy';
import * as GateApprovalApis from './GateApprovalApis.ts';
import * as GateHttpError from './GateHttpError.ts';
import * as GatePolicy from './GatePolicy.ts';

/** A checked registration. */
export interface Registration extends CallbackRegistration {
  /** With the defaults of what was left out. */
  readonly policy: Required<CallbackRegistration['policy']>;
}

/** Characters; far above any real registration, far below what would trouble an instance. */
export const REGISTRATION_MAX_LENGTH = 16_000;

export type Fields = Readonly<Record<string, unknown>>;

/**
 * Parses a request's body.
 * @param maxLength characters
 * @throws a 400 HttpError for text that is not a JSON object
 */
export function parseJson(text: string | null, maxLength: number): Fields {
  if (text !== null && text.length > maxLength) {
    throw GateHttpError.create(400, 'Body too long', `The body may hold ${maxLength} characters.`);
  }
  let body: unknown;
  try {
    body = JSON.parse(text ?? '');
  } catch {
    throw GateHttpError.create(
      400,
      'Body is not JSON',
      'Send a JSON object with Content-Type application/json.',
    );
  }
  return object(body, 'body');
}

/** Checks a registration. @throws a 400 HttpError that names the field and what it must be */
export function parse(body: Fields): Registration {
  const api = approvalApi(body.ci);
  return {
    change: change(body.change),
    build: build(body.build),
    ci: api.ci,
    server: server(body.server),
    target: target(body.target, api),
    credential: credentialOf(object(body.credential, 'credential')),
    policy: policyOf(object(body.policy, 'policy')),
    key: key(body.key),
    // An older pipeline sends none.
    ...(body.position !== undefined
      ? { position: position(object(body.position, 'position'), 'position.') }
      : {}),
  };
}

/** Checks which change is meant. @throws a 400 HttpError */
export function change(value: unknown): Registration['change'] {
  const given = object(value, 'change');
  return {
    number: string(given.number, 'change.number', CHANGE_NUMBER_PATTERN, 'a change number like CHG0030001'),
    sys_id: string(given.sys_id, 'change.sys_id', /^[0-9a-f]{32}$/, '32 hex digits'),
  };
}

/** Checks which build is meant. @throws a 400 HttpError */
export function build(value: unknown): Registration['build'] {
  const given = object(value, 'build');
  return {
    id: string(given.id, 'build.id', /^[!-~]{1,100}$/, '1 to 100 printable characters without spaces'),
    url: buildUrl(given.url, 'build.url'),
  };
}

/** Checks where a person sees a build. @throws a 400 HttpError */
export function buildUrl(value: unknown, name: string): string {
  return string(value, name, BUILD_URL, 'an http(s) URL of at most 1024 characters');
}

/** Checks where a build stands in its stream. @param prefix of the fields' names in errors. @throws a 400 HttpError */
export function position(given: Fields, prefix: string): StreamPosition {
  const sequence = object(given.sequence, `${prefix}sequence`);
  return {
    stream: stream(given.stream, `${prefix}stream`),
    sequence: {
      counter: string(
        sequence.counter,
        `${prefix}sequence.counter`,
        /^[ -~]{1,300}$/,
        '1 to 300 printable characters',
      ),
      number: integer(sequence.number, `${prefix}sequence.number`),
    },
  };
}

/** Checks a stream's name. @throws a 400 HttpError */
export function stream(value: unknown, name: string): string {
  const expected = '1 to 200 printable characters that neither begin nor end with a space';
  return string(value, name, STREAM_PATTERN, expected);
}

/** Checks a number of things. @throws a 400 HttpError */
export function integer(value: unknown, name: string): number {
  // Rhino's JSON.parse may give a Java number.
  const number = Number(value);
  const isNumber = typeof value === 'number' && number >= 0 && number <= MAX_SAFE_INTEGER && number % 1 === 0;
  return isNumber ? number : invalid(name, 'a whole number from 0 on');
}

/** The largest whole number that JSON keeps exactly; Rhino has no Number.MAX_SAFE_INTEGER. */
const MAX_SAFE_INTEGER = 9_007_199_254_740_991;

/** Checks a key. @throws a 400 HttpError for anything that no registration could have as its key */
export function key(value: unknown): string {
  return string(fromJava(value), 'key', /^[A-Za-z0-9._:/-]{1,100}$/, '1 to 100 of A-Z a-z 0-9 . _ : / -');
}

/** Checks a sys_id. @throws a 400 HttpError */
export function sysId(value: unknown): string {
  return string(fromJava(value), 'sys_id', /^[0-9a-f]{32}$/, '32 hex digits');
}

/** Parameters of a request may be Java strings, whose `typeof` is `object`. */
export function fromJava(value: unknown): unknown {
  return value === undefined || value === null ? value : String(value);
}

/** No space, quote or bracket: the URL stands in work notes as it is. */
const BUILD_URL = /^https?:\/\/[A-Za-z0-9._~:/?#@!$&()*+,;=%-]{1,1016}$/;

const TIME = /^(?:\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$/;

/** Checks the name of an approval API. @throws a 400 HttpError */
export function approvalApi(ci: unknown): ApprovalApi {
  const api = typeof ci === 'string' ? GateApprovalApis.find(ci) : null;
  return api ?? invalid('ci', `one of: ${GateApprovalApis.names().join(', ')}`);
}

/** Checks an API base URL, listed or not. @throws a 400 HttpError */
export function server(value: unknown): string {
  return string(value, 'server', /^https?:\/\/[!-~]{1,240}$/, "the CI server's API base URL");
}

/** Exactly the fields that the approval API asks for, in its order, so that equal targets are equal texts. */
function target(value: unknown, api: ApprovalApi): Readonly<Record<string, string>> {
  return fieldsOf(object(value, 'target'), api, Object.keys(api.targetFields));
}

/** As the target of a registration, but each field may be absent. @throws a 400 HttpError */
export function partOfTarget(value: unknown, api: ApprovalApi): Readonly<Record<string, string>> {
  const given = object(value, 'target');
  const names = Object.keys(api.targetFields).filter((name) => given[name] !== undefined);
  return fieldsOf(given, api, names);
}

/** @param names of those that are wanted, each of the approval API's */
function fieldsOf(
  given: Fields,
  api: ApprovalApi,
  names: readonly string[],
): Readonly<Record<string, string>> {
  only(given, 'target', Object.keys(api.targetFields));
  const fields: Record<string, string> = {};
  for (const name of names) {
    const pattern = api.targetFields[name] ?? '';
    const text = string(
      given[name],
      `target.${name}`,
      new RegExp(`^(?:${pattern})$`),
      `text matching ${pattern}`,
    );
    fields[name] = text.length <= 500 ? text : invalid(`target.${name}`, '500 characters at most');
  }
  return fields;
}

/** Refuses fields that nobody reads. @throws a 400 HttpError */
export function only(given: Fields, field: string, names: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (names.indexOf(name) < 0) invalid(field, `an object with: ${names.join(', ')}`);
  }
}

/** Checks a credential. @throws a 400 HttpError */
export function credentialOf(given: Fields): Registration['credential'] {
  const { token, alias } = given;
  if ((token === undefined) === (alias === undefined)) {
    return invalid('credential', 'an object with either `token` or `alias`');
  }
  return token !== undefined
    ? { token: tokenOf(token) }
    : { alias: string(alias, 'credential.alias', ALIAS_PATTERN, '1 to 100 of A-Z a-z 0-9 . _ -') };
}

/** A pipeline that does not look would learn days later, by nobody's answer, that its variable was never filled in. */
function tokenOf(given: unknown): string {
  const name = 'credential.token';
  const token = string(given, name, TOKEN_PATTERN, '1 to 2000 printable characters without spaces');
  return isReferenceForToken(token)
    ? invalid(name, 'the token itself, not a reference to a variable that nothing has filled in')
    : token;
}

function policyOf(given: Fields): Registration['policy'] {
  const policy: Record<string, unknown> = {};
  for (const field of GatePolicy.FIELDS) {
    policy[field.column] = policyValue(field, given[field.column], `policy.${field.column}`);
  }
  return policy as unknown as Registration['policy'];
}

function policyValue(field: PolicyField, given: unknown, name: string): unknown {
  switch (field.kind) {
    case 'states':
      return states(given, name);
    case 'choice':
      return oneOf(field.optional ? (given ?? field.default) : given, name, Object.keys(field.choices));
    case 'time':
      return string(given, name, TIME, 'UTC yyyy-MM-dd HH:mm:ss, or empty');
  }
}

function states(value: unknown, field: string): readonly string[] {
  const expected = `a list of 1 to ${MAX_PROCEED_STATES} state values like "-1", or the word model`;
  if (!Array.isArray(value) || value.length < 1 || value.length > MAX_PROCEED_STATES)
    return invalid(field, expected);
  return value.map((state) => string(state, field, PROCEED_STATE_PATTERN, expected));
}

/** Checks a word of a list. @throws a 400 HttpError */
export function oneOf<Word extends string>(value: unknown, field: string, allowed: readonly Word[]): Word {
  return allowed.find((word) => word === value) ?? invalid(field, `one of: ${allowed.join(', ')}`);
}

/** Checks a text. @param expected what it must be, after `must be`. @throws a 400 HttpError */
export function string(value: unknown, field: string, pattern: RegExp, expected: string): string {
  return typeof value === 'string' && pattern.test(value) ? value : invalid(field, expected);
}

/** Checks that a value is a JSON object. @throws a 400 HttpError */
export function object(value: unknown, field: string): Fields {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Fields) : invalid(field, 'a JSON object');
}

/** @throws a 400 HttpError that names a field and what it must be */
export function invalid(field: string, expected: string): never {
  throw GateHttpError.create(400, `Invalid ${field}`, `${field} must be ${expected}.`);
}
