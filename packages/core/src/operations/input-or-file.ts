/** Structured inputs, which may stand in a file instead. */
import { readFile } from 'node:fs/promises';
import type { DisplayName } from '../adapter.ts';
import { invalidInput } from '../errors.ts';
import { FieldsSyntaxError } from '../inputs/fields.ts';

/** An input and the one that names a file for it, which has the same name with `-file`. */
interface InputOrFile<T> {
  readonly name: 'data' | 'tasks';
  readonly given: T | undefined;
  readonly file: string | undefined;
  /** Reads the text of the file. */
  readonly read: (text: string) => Promise<T>;
}

/**
 * What the input holds, or else the file.
 * @returns `undefined` where neither is set
 * @throws GateError INVALID_INPUT where both are set, or the file cannot be read
 */
export async function inputOrFile<T>(
  { name, given, file, read }: InputOrFile<T>,
  displayName: DisplayName,
): Promise<T | undefined> {
  if (file === undefined) return given;
  const fileName = displayName(`${name}-file`);
  if (given !== undefined) {
    throw invalidInput([`${displayName(name)} and ${fileName} are both set; set one of them`]);
  }
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw invalidInput([`${fileName}: ${file} cannot be read (${error.code})`]);
  });
  return read(text).catch((error: unknown) => {
    throw error instanceof FieldsSyntaxError
      ? invalidInput([`${fileName}: ${file} ${error.message}`])
      : error;
  });
}
