/** The files that a pattern names, none of them outside the workspace. */
import { accessSync, constants, statSync } from 'node:fs';
import { glob, realpath, stat } from 'node:fs/promises';
import { isAbsolute, normalize, relative, resolve, sep } from 'node:path';

/** A file, or what a pattern names and cannot be read. */
export type FoundFile =
  | { readonly name: string; readonly path: string; readonly size: number }
  | { readonly name: string; readonly problem: string };

/** As many files as one pattern may name: a report for each class of a very large build. */
const MAX_FILES = 10_000;

/** Whether a pattern leads out of the workspace by itself, whatever it matches: such a step is wrong, and nothing is searched there. */
export function leadsOutside(workspace: string, pattern: string): boolean {
  return !isInside(workspace, resolve(workspace, normalize(pattern)));
}

/**
 * Finds the files of a pattern, ordered by name. A link counts as what it leads to.
 * @param workspace without links in it
 * @param pattern one that does not lead outside
 */
export async function findFiles(workspace: string, pattern: string): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>();
  // Asked about each folder before it is searched; one that cannot be is passed over in silence.
  const exclude = (visited: string) => {
    const path = resolve(workspace, visited);
    const name = nameOf(workspace, path);
    if (isInside(workspace, path) && isClosed(path))
      found.set(name, { name, problem: 'is a folder that this step may not read' });
    return false;
  };
  for await (const match of glob(pattern, { cwd: workspace, exclude })) {
    const file = await fileAt(workspace, resolve(workspace, match));
    if (file !== undefined) found.set('path' in file ? file.path : file.name, file);
    if (found.size > MAX_FILES) return [{ name: pattern, problem: `matches more than ${MAX_FILES} files` }];
  }
  if (found.size === 0) return [{ name: pattern, problem: 'matches no file' }];
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Whether it is a folder whose files are not seen: one that a container's root has written, for one. */
function isClosed(path: string): boolean {
  try {
    if (!statSync(path).isDirectory()) return false;
  } catch {
    return false;
  }
  try {
    accessSync(path, constants.R_OK | constants.X_OK);
    return false;
  } catch {
    return true;
  }
}

async function fileAt(workspace: string, match: string): Promise<FoundFile | undefined> {
  const matched = nameOf(workspace, match);
  try {
    const path = await realpath(match);
    if (!isInside(workspace, path))
      return { name: matched, problem: 'is a link that leads out of the workspace' };
    const found = await stat(path);
    // A pattern like `reports/**` matches folders too; reading a pipe or a device might never end.
    return found.isFile() ? { name: nameOf(workspace, path), path, size: found.size } : undefined;
  } catch (error) {
    return { name: matched, problem: `cannot be read (${codeOf(error)})` };
  }
}

/** `ENOENT`: a link to nothing, or a file that has gone. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

/** Written by whoever names files: on one line in each log and note. */
function nameOf(workspace: string, path: string): string {
  return relative(workspace, path)
    .split(sep)
    .join('/')
    .replaceAll(/\p{Cc}/gu, '?');
}

function isInside(workspace: string, path: string): boolean {
  const way = relative(workspace, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
