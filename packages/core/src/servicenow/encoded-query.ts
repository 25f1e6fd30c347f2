/**
 * Encoded queries have no escape for `^`, and an unknown field matches every record (ServiceNow SDK manual),
 * so a value is checked before it becomes part of one.
 */
import { GateError } from '../errors.ts';

/** `equals({ correlation_id: 'x', active: 'true' })` gives `correlation_id=x^active=true`. */
export function equals(conditions: Readonly<Record<string, string>>): string {
  return all(conditions, '=');
}

/** `startsWith({ correlation_id: 'x' })` gives `correlation_idSTARTSWITHx`. */
export function startsWith(conditions: Readonly<Record<string, string>>): string {
  return all(conditions, 'STARTSWITH');
}

function all(conditions: Readonly<Record<string, string>>, operator: string): string {
  return Object.entries(conditions)
    .map(([field, value]) => `${field}${operator}${checked(value)}`)
    .join('^');
}

/**
 * `anyOf(['user_name', 'email'], 'x')` gives `user_name=x^ORemail=x`. A value with `^` is looked for by its longest
 * part, `nameLIKEx`, so the caller compares what it finds with the whole value.
 */
export function anyOf(fields: readonly string[], value: string): string {
  const [longest = ''] = value.split('^').sort((one, other) => other.length - one.length);
  const operator = longest === value ? '=' : 'LIKE';
  return fields.map((field) => `${field}${operator}${checked(longest, value)}`).join('^OR');
}

/** @param whole what the message quotes */
function checked(value: string, whole = value): string {
  // `javascript:` values are evaluated by the instance.
  if (value.trim() !== '' && !/[\^\p{Cc}]/u.test(value) && !/^\s*javascript:/i.test(value)) return value;
  throw new GateError(
    'INVALID_INPUT',
    `${JSON.stringify(whole)} cannot be looked up in ServiceNow: it is empty, or holds ^, a control character or a script.`,
  );
}
