/**
 * The policy of a gate as text in its change. `open` leaves it there, and whoever decides later applies the stricter of
 * that and its own: what one of two steps was not given is not lost.
 */
import { PROCEED_STATE_PATTERN } from '../callback/contract.ts';
import { POLICY_ENTRIES, type Policy, type PolicyEntry } from './fields.ts';

const HEAD = 'Change Gate: ';

/** ServiceNow's `correlation_display` holds 100 characters (sys_dictionary, task table). */
const MAX_LENGTH = 100;

/** Before what tells the place of the step that left the mark. */
const PLACE = ' at=';

/** The fields that `verify` decides by. */
const MARKED: readonly PolicyEntry[] = POLICY_ENTRIES.filter(({ input }) =>
  input.operations.some((operation) => operation === 'verify'),
);

/** @returns the mark; empty where the policy is too long for the column */
export function policyMark(policy: Policy): string {
  const words = MARKED.map((field) => {
    const value = policy[field.name] ?? (field.kind === 'choice' ? field.default : '');
    return `${field.column}=${value}`;
  });
  const mark = HEAD + words.join(' ');
  return mark.length <= MAX_LENGTH ? mark : '';
}

/** The mark with a word for the place of the step that leaves it, where there is room. */
export function markWithPlace(mark: string, place: string): string {
  const both = `${mark}${PLACE}${place}`;
  return mark !== '' && place !== '' && both.length <= MAX_LENGTH ? both : mark;
}

/** The two parts of a mark; `place` is empty where none was left. */
export function partsOf(text: string): { readonly mark: string; readonly place: string } {
  const [mark = '', place = ''] = text.startsWith(HEAD) ? text.split(PLACE, 2) : [text];
  return { mark, place };
}

/**
 * @param text `null` where it could not be read
 * @returns `null` for text that is no mark, `undefined` for what is not known: a mark that is cut off or of another version
 */
export function readPolicyMark(text: string | null): Policy | null | undefined {
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
    if (!isValueOf(field, value)) return undefined;
    policy[field.name] = field.kind === 'states' ? value.split(',') : value;
  }
  return given.size === MARKED.length ? (policy as unknown as Policy) : undefined;
}

function isValueOf(field: PolicyEntry, value: string): boolean {
  if (field.kind === 'choice') return Object.hasOwn(field.choices, value);
  return field.kind === 'states' && value.split(',').every((state) => PROCEED_STATE_PATTERN.test(state));
}
