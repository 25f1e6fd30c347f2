/** A folder outside of the repository in which the built packages can be imported by their names. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export function installPackages(folder: string, names: readonly string[]): void {
  const scope = join(folder, 'node_modules/@change-gate');
  mkdirSync(scope, { recursive: true });
  for (const name of names) {
    symlinkSync(fileURLToPath(new URL(`../../packages/${name}`, import.meta.url)), join(scope, name));
  }
}

/** `NODE_OPTIONS` of a process whose pauses between two polls a test has no time for. */
export const QUICK_PAUSES = `--import=${new URL('../github/quick-pauses.mjs', import.meta.url)}`;
