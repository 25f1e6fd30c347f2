/**
 * Encoded queries have no escape for `^`, and an unknown field matches every record (ServiceNow SDK manual),
 * so a value is checked before it becomes part of one.
 */
import { GateError } from '../errors.ts';

/** `equals({ correlation_id: 'x', active: 'true' })` gives `correlation_id=x^active=true`. */
export function equals(conditions: Readonly<Record<string, string>>): string {
  return Object.entries(conditions)
    .map(([field, value]) => `${field}=${checked(value)}`)
    .join('^');
}

/** `anyOf(['user_name', 'email'], 'x')` gives `user_name=x^ORemail=x`. */
export function anyOf(fields: readonly string[], value: string): string {
  return fields.map((field) => `${field}=${checked(value)}`).join('^OR');
}

function checked(value: string): string {
  // `javascript:` values are evaluated by the instance.
  if (value.trim() !== '' && !/[\^\p{Cc}]/u.test(value) && !/^\s*javascript:/i.test(value)) return value;
  throw new GateError(
    'INVALID_INPUT',
    `${JSON.stringify(value)} cannot be looked up in ServiceNow: it is empty, or holds ^, a control character or a script.`,
  );
}
