/** Inputs as they are natural in code, into the text that CIs hand over. */
import { invalidInput } from '../errors.ts';
import type { Fields } from './fields.ts';

/**
 * @param inputs by declared name; `undefined` stands for one that is not set
 * @throws GateError INVALID_INPUT for a value that no input can have; the message names it and does not quote it
 */
export function textInputs(inputs: Readonly<Record<string, unknown>>): Record<string, string> {
  const problems: string[] = [];
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(inputs)) {
    if (value === undefined) continue;
    if (typeof value === 'string') values[name] = value;
    else if (isScalar(value)) values[name] = String(value);
    else if (name === 'data' && isFields(value)) {
      const lost = Object.keys(value).filter((column) => !isKept(value[column]));
      for (const column of lost)
        problems.push(`data: ${column} is ${kindOf(value[column])}, which is no value of a field`);
      values.data = lost.length > 0 ? '{}' : JSON.stringify(value);
    } else {
      const also = name === 'data' ? ', or an object of fields' : '';
      problems.push(`${name}: must be text, a number, true or false${also}, and is ${kindOf(value)}`);
    }
  }
  if (problems.length > 0) throw invalidInput(problems);
  return values;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** What JSON keeps. Lists and maps are kept too: whoever reads the data refuses them by name. */
function isKept(value: unknown): boolean {
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  return value === null || typeof value === 'string' || typeof value === 'object' || isScalar(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return String(value);
  return value instanceof Date ? 'a date' : value === undefined ? 'undefined' : `of type ${typeof value}`;
}
