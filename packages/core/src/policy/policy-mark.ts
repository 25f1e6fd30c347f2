/**
 * The policy of a gate as text in its change. `open` leaves it there, and whoever decides later applies the stricter of
 * that and its own: what one of two steps was not given is not lost.
 */
import { createHash } from 'node:crypto';
import { PROCEED_STATE_PATTERN } from '../callback/contract.ts';
import { POLICY_ENTRIES, type Policy, type PolicyEntry } from './fields.ts';

const HEAD = 'Change Gate: ';

/** Before what tells the place of the step that left the mark. */
const PLACE = ' at=';

/** Where in its build a gate was opened. */
export interface Place {
  /** Written as a gate's name; empty where its CI, or the step, tells none. */
  readonly environment: string;
  /** Eight hex digits of the whole place; empty where its CI does not tell. */
  readonly digest: string;
}

export const NOWHERE: Place = { environment: '', digest: '' };

/** ServiceNow's `correlation_display` holds 100 characters (sys_dictionary, task table). */
const MAX_LENGTH = 100;

/** In the name of an environment for which there was no room: between its start and a digest of the whole. */
const CUT = '~';
const CUT_DIGEST_LENGTH = 8;

/** The fields that `verify` decides by. */
const MARKED: readonly PolicyEntry[] = POLICY_ENTRIES.filter(({ input }) =>
  input.operations.some((operation) => operation === 'verify'),
);

/** The most characters of a list of states that leave room for the place, with 19 for its environment. */
const STATES_MAX_LENGTH = 11;

/** What a field is called in a mark, where there is little room. */
function wordFor({ column }: PolicyEntry): string {
  return column.slice(0, 4);
}

/** @returns the mark; a long list of states stands there as its digest */
export function policyMark(policy: Policy): string {
  const words = MARKED.map((field) => {
    const value = policy[field.name] ?? (field.kind === 'choice' ? field.default : '');
    return `${wordFor(field)}=${field.kind === 'states' ? statesWord(policy.proceedStates) : value}`;
  });
  return HEAD + words.join(' ');
}

function statesWord(states: readonly string[]): string {
  const list = states.join(',');
  if (list.length <= STATES_MAX_LENGTH) return list;
  const inAnyOrder = [...new Set(states)].sort().join(',');
  const digest = createHash('sha256').update(inAnyOrder).digest('base64url');
  return `#${digest.slice(0, STATES_MAX_LENGTH - 1)}`;
}

/** The mark with the place of the step that leaves it; the name of an environment is cut where it does not fit. */
export function markWithPlace(mark: string, { environment, digest }: Place): string {
  if (digest === '') return mark;
  const room = MAX_LENGTH - `${mark}${PLACE}/${digest}`.length;
  const name = environment.length > room ? cut(environment, room) : environment;
  return `${mark}${PLACE}${name === '' ? '' : `${name}/`}${digest}`;
}

/** Two environments that begin alike are two all the same. */
function cut(environment: string, length: number): string {
  const digest = createHash('sha256').update(environment).digest('hex').slice(0, CUT_DIGEST_LENGTH);
  return environment.slice(0, length - CUT_DIGEST_LENGTH - 1) + CUT + digest;
}

/** The two parts of a mark. The name of its environment may be cut. */
export function partsOf(text: string): { readonly mark: string; readonly place: Place } {
  const [mark = '', place = ''] = text.startsWith(HEAD) ? text.split(PLACE, 2) : [text];
  const [digest = '', environment = ''] = place.split('/').reverse();
  return { mark, place: { environment, digest } };
}

/** @param marked the name of an environment as a mark has it */
export function isMarkedFor(environment: string, marked: string): boolean {
  return marked === (marked.includes(CUT) ? cut(environment, marked.length) : environment);
}

/** Whether the states of the mark are a digest, which tells them only to who knows them. */
export function hidesStates(text: string): boolean {
  return text.startsWith(`${HEAD}proc=#`);
}

/**
 * @param text `null` where it could not be read
 * @param states those of the policy that it is compared with: the states where the mark holds the digest of these
 * @returns `null` for text that is no mark, `undefined` for what is not known: a mark that is cut off, of another version,
 * or with the digest of other states
 */
export function readPolicyMark(text: string | null, states: readonly string[]): Policy | null | undefined {
  if (text === null) return undefined;
  if (!text.startsWith(HEAD)) return null;
  const given = new Map(
    partsOf(text)
      .mark.slice(HEAD.length)
      .split(' ')
      .map((word) => word.split('=', 2) as [string, string | undefined]),
  );
  const policy: Record<string, unknown> = { deadline: '' };
  for (const field of MARKED) {
    const value = given.get(wordFor(field)) ?? '';
    const known = field.kind === 'states' && value === statesWord(states) ? states.join(',') : value;
    if (!isValueOf(field, known)) return undefined;
    policy[field.name] = field.kind === 'states' ? known.split(',') : known;
  }
  return given.size === MARKED.length ? (policy as unknown as Policy) : undefined;
}

function isValueOf(field: PolicyEntry, value: string): boolean {
  if (field.kind === 'choice') return Object.hasOwn(field.choices, value);
  return field.kind === 'states' && value.split(',').every((state) => PROCEED_STATE_PATTERN.test(state));
}
