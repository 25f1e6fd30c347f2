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

/** The fields that `verify` decides by. */
const MARKED: readonly PolicyEntry[] = POLICY_ENTRIES.filter(({ input }) =>
  input.operations.some((operation) => operation === 'verify'),
);

/**
 * The most characters of a list of states that leave room for the longest words and the place: ServiceNow's
 * `correlation_display` holds 100 characters (sys_dictionary, task table).
 */
const STATES_MAX_LENGTH = 11;

/** @returns the mark; a long list of states stands there as its digest */
export function policyMark(policy: Policy): string {
  const words = MARKED.map((field) => {
    const value = policy[field.name] ?? (field.kind === 'choice' ? field.default : '');
    return `${field.column}=${field.kind === 'states' ? statesWord(policy.proceedStates) : value}`;
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

/** The mark with a word for the place of the step that leaves it; empty for none. */
export function markWithPlace(mark: string, place: string): string {
  return place === '' ? mark : `${mark}${PLACE}${place}`;
}

/** The two parts of a mark; `place` is empty where none was left. */
export function partsOf(text: string): { readonly mark: string; readonly place: string } {
  const [mark = '', place = ''] = text.startsWith(HEAD) ? text.split(PLACE, 2) : [text];
  return { mark, place };
}

/** Whether the states of the mark are a digest, which tells them only to who knows them. */
export function hidesStates(text: string): boolean {
  return text.startsWith(`${HEAD}proceed_states=#`);
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
    const value = given.get(field.column) ?? '';
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
