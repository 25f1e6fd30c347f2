import { readFile } from 'node:fs/promises';
import { GateError, invalidInput } from '../errors.ts';

/**
 * Certificates and keys are given as PEM text or as the path of a file that holds it.
 * @param name the input's, for messages
 * @returns PEM text; `undefined` for `undefined`
 * @throws GateError INVALID_INPUT where the value is neither
 */
export async function readPem(value: string | undefined, name: string): Promise<string | undefined> {
  // Secrets that were pasted into one line carry their line breaks as `\n`.
  if (value === undefined || value.includes('-----BEGIN ')) return value?.replaceAll('\\n', '\n');
  const text = await readFile(value, 'utf8').catch((error: NodeJS.ErrnoException) => {
    // A value that is no path may well be a secret: it is not repeated.
    throw new GateError(
      'INVALID_INPUT',
      `${name}: is neither PEM text nor a file that can be read (${error.code}).`,
    );
  });
  if (text.includes('-----BEGIN ')) return text;
  throw invalidInput([`${name}: the file holds no PEM text`]);
}
