/** The fields of a record, or of several, from JSON or YAML text. */
import type { YAMLException } from 'js-yaml';
import * as z from 'zod/mini';
import { jsonProblem } from './json-problem.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** The text is neither JSON nor YAML of what it should hold; the message gives line and column where it can. */
export class FieldsSyntaxError extends Error {}

/** The transformation of an input's text with one of the readers below. */
export function parsedWith<T>(read: (text: string) => Promise<T>) {
  return async (text: string, payload: z.core.ParsePayload): Promise<T> => {
    try {
      return await read(text);
    } catch (error) {
      if (!(error instanceof FieldsSyntaxError)) throw error;
      payload.issues.push({ code: 'custom', message: error.message, input: text });
      return z.NEVER;
    }
  };
}

/** @throws FieldsSyntaxError */
export async function readFields(text: string): Promise<Fields> {
  const fields = await readJsonOrYaml(text);
  if (isMap(fields)) return plain({ ...fields });
  throw new FieldsSyntaxError('must be a JSON object like {"short_description": "..."}, or the same as YAML');
}

/** @throws FieldsSyntaxError */
export async function readFieldsList(text: string): Promise<readonly Fields[]> {
  const records = await readJsonOrYaml(text);
  if (Array.isArray(records) && records.every(isMap)) return records.map((fields) => plain({ ...fields }));
  throw new FieldsSyntaxError(
    'must be a JSON list of objects like [{"short_description": "..."}], or the same as YAML',
  );
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readJsonOrYaml(text: string): Promise<unknown> {
  // A text that begins like JSON is meant as JSON: YAML would take `{"a": }` for an empty value.
  return /^\s*[{[]/.test(text) ? readJson(text) : readYaml(text);
}

/**
 * A field of a record is one value, of a column by its own name: what an instance makes of a list or a map, or of
 * `Approval`, is not documented, and checks of columns go by their names.
 */
function plain(fields: Fields): Fields {
  const unknown = Object.keys(fields).filter((name) => !/^[a-z_][a-z0-9_]*$/.test(name) || name in {});
  if (unknown.length > 0) {
    throw new FieldsSyntaxError(
      `holds ${unknown.map((name) => JSON.stringify(name)).join(', ')}, which is no name of a column; write it as ServiceNow's dictionary does, in lower-case letters, digits and _`,
    );
  }
  const structured = Object.keys(fields).filter(
    (name) => typeof fields[name] === 'object' && fields[name] !== null,
  );
  if (structured.length === 0) return fields;
  throw new FieldsSyntaxError(
    `holds a list or a map in ${structured.join(', ')}, and a field takes one value; write it as text (a list of records as their sys_ids, separated by commas)`,
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // `"start_date": ${{START}}` is JSON only where a variable fills it in.
    const unfilled = /\$\{\{[^{}]*\}\}/.exec(text)?.[0];
    const hint = unfilled === undefined ? '' : `, and no variable has filled in ${unfilled}`;
    throw new FieldsSyntaxError(`is not JSON: ${jsonProblem(text)}${hint}`);
  }
}

/** Reads YAML, of which every value stays the text that was written. @throws FieldsSyntaxError */
export async function readYaml(text: string): Promise<unknown> {
  // Loaded only where there is YAML: most data is JSON.
  const { FAILSAFE_SCHEMA, load } = await import('js-yaml');
  try {
    // ServiceNow takes text, and `1.10` must not become 1.1.
    return load(text, { schema: FAILSAFE_SCHEMA });
  } catch (error) {
    const { reason, mark } = error as YAMLException;
    if (mark === undefined) throw error;
    throw new FieldsSyntaxError(`is not YAML: ${reason} at line ${mark.line + 1}, column ${mark.column + 1}`);
  }
}
