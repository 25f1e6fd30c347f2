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
    else if (isStructured(name, value)) {
      const lost = Array.isArray(value)
        ? value.flatMap((fields, index) => lostIn(fields, `${name}: in number ${index + 1}, `))
        : lostIn(value as Fields, `${name}: `);
      problems.push(...lost);
      if (lost.length === 0) values[name] = JSON.stringify(value);
    } else {
      const also = STRUCTURED[name] ?? '';
      problems.push(`${name}: must be text, a number, true or false${also}, and is ${kindOf(value)}`);
    }
  }
  if (problems.length > 0) throw invalidInput(problems);
  return values;
}

const STRUCTURED: Readonly<Record<string, string>> = {
  data: ', or an object of fields',
  tasks: ', or a list of objects of fields',
};

function isStructured(name: string, value: unknown): value is Fields | readonly Fields[] {
  if (name === 'tasks') return Array.isArray(value) && value.every(isFields);
  return name === 'data' && isFields(value);
}

/** What JSON would lose, one clause for each column. @param where begins each */
function lostIn(fields: Fields, where: string): string[] {
  return Object.keys(fields)
    .filter((column) => !isKept(fields[column]))
    .map((column) => `${where}${column} is ${kindOf(fields[column])}, which is no value of a field`);
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
