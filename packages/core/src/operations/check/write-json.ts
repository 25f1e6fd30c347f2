/** The files that a check leaves. */
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { GateError } from '../../errors.ts';

/**
 * Writes a file as JSON: whole or not at all, in place of one that is there.
 * @param input the name of the input that gives the file, for the message
 * @throws GateError INVALID_INPUT where it cannot be written
 */
export async function writeJson(file: string, value: unknown, input: string): Promise<void> {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  try {
    const there = await stat(file).catch(() => undefined);
    // A device or a pipe is not replaced.
    if (there !== undefined && !there.isFile()) await writeFile(file, text);
    else await replace(there === undefined ? file : await realpath(file), text);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new GateError(
      'INVALID_INPUT',
      `${input}: ${file} cannot be written: ${PROBLEMS[code] ?? 'the system refuses it'} (${code}).`,
      { cause: error, remedy: 'Name a file in a folder that is there and may be written to.' },
    );
  }
}

/** A rename within a folder leaves the old file or the new one, and never half of one. */
async function replace(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(beside, text, { flag: 'wx' });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  ENOENT: 'its folder is not there',
  ENOTDIR: 'what should be its folder is a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};
