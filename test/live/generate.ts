/**
 * Writes what follows from the live suite: the README's *Status* from the sign-offs in `docs/tried`, and the variables in
 * `docs/live.md`. `node generate.ts` rewrites both; a test fails where one differs from what this would write.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CIS } from './cis.ts';
import { statusOf } from './sign-off/status.ts';
import { variablesTable } from './variables.ts';

const TRIED = fileURLToPath(new URL('../../docs/tried/', import.meta.url));

/** Pages below the repository's root, each with the block in it and what belongs there. */
export const PAGES: readonly { readonly page: string; readonly block: string; content(): string }[] = [
  { page: 'README.md', block: 'tried', content: () => statusOf(readSignOffs()) },
  { page: 'docs/live.md', block: 'variables', content: () => variablesTable(Object.values(CIS)) },
];

/** @returns where a page is */
export function urlOf(page: string): URL {
  return new URL(`../../${page}`, import.meta.url);
}

/** @returns the text of a page with its block filled. @throws Error where it has none */
export function fill(text: string, block: string, content: string): string {
  const pattern = new RegExp(`(<!-- generated: ${block} -->\n)[\\s\\S]*?(<!-- /generated -->)`);
  if (!pattern.test(text)) throw new Error(`There is no block "${block}"`);
  return text.replace(pattern, (_all, start: string, end: string) => `${start}${content}\n${end}`);
}

function readSignOffs(): Record<string, string> {
  const files = globSync('*.json', { cwd: TRIED }).sort();
  return Object.fromEntries(files.map((file) => [file, readFileSync(TRIED + file, 'utf8')]));
}

if (import.meta.main) {
  for (const { page, block, content } of PAGES) {
    writeFileSync(urlOf(page), fill(readFileSync(urlOf(page), 'utf8'), block, content()));
  }
}
