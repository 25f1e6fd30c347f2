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

function checked(value: string): string {
  // `javascript:` values are evaluated by the instance.
  if (value !== '' && !/[\^\r\n]/.test(value) && !/^\s*javascript:/i.test(value)) return value;
  throw new GateError('INVALID_INPUT', `${JSON.stringify(value)} cannot be looked up in ServiceNow.`);
}
