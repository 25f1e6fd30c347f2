/**
 * Writes the README's *Status* from the sign-offs in `docs/tried`. `node generate.ts` rewrites the page; a test fails when it
 * differs from what this would write.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { statusOf } from './sign-off/status.ts';

const README = new URL('../../README.md', import.meta.url);

const TRIED = fileURLToPath(new URL('../../docs/tried/', import.meta.url));

/** @returns `page` with its block as `signOffs`, texts by their file's name, make it */
export function generate(page: string, signOffs = readSignOffs()): string {
  const block = /(<!-- generated: tried -->\n)[\s\S]*?(<!-- \/generated -->)/;
  if (!block.test(page)) throw new Error('README.md has no block "tried"');
  return page.replace(block, (_all, start: string, end: string) => `${start}${statusOf(signOffs)}\n${end}`);
}

function readSignOffs(): Record<string, string> {
  const files = globSync('*.json', { cwd: TRIED }).sort();
  return Object.fromEntries(files.map((file) => [file, readFileSync(TRIED + file, 'utf8')]));
}

if (import.meta.main) {
  writeFileSync(README, generate(readFileSync(README, 'utf8')));
}
