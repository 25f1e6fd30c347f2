/** What a step exports: lines `KEY=VALUE` in `env_vars_to_export`. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface Exports {
  readonly values: Readonly<Record<string, string>>;
  /** Numbers of lines that are not `KEY=VALUE`: a value of several lines leaves such behind. */
  readonly oddLines: readonly number[];
}

const FILE = 'env_vars_to_export';

/** Reads and removes the file, so that the next step starts with none; no file is no exports. */
export async function takeExports(folder: string): Promise<Exports> {
  const path = join(folder, FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { values: {}, oddLines: [] };
  }
  await rm(path);
  return parseExports(text);
}

/**
 * @fact `env_vars_to_export` | lines of `KEY=VALUE`; a value of several lines is not kept | documented |
 *   pipelines/variables; that odd lines are left out: belief
 */
export function parseExports(text: string): Exports {
  const values: Record<string, string> = {};
  const oddLines: number[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const [, key, value] = /^([A-Za-z_][\w.-]*)=(.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) oddLines.push(index + 1);
    else values[key] = value;
  });
  return { values, oddLines };
}
