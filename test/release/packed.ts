/** What a release of these sources consists of, laid out in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack } from '../../scripts/release/pack.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @returns the folder, which the caller removes, and the files in it that people download */
export async function packed() {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-release-'));
  return { folder, files: await pack(ROOT, folder), remove: () => rmSync(folder, { recursive: true }) };
}
