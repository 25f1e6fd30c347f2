/** `npm run` starts with whatever Node a machine has, which may not read TypeScript: the workspace brings one that does. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The files that a script loads at its start; by `await import()` it loads more later. */
function loaded(file: string): string[] {
  const text = file.endsWith('.mjs') ? readFileSync(ROOT + file, 'utf8') : '';
  const imports = [...text.matchAll(/^(?:import|export)\b[^;]*?'(\.[^']+)';$/gm)];
  return [file, ...imports.flatMap(([, path = '']) => loaded(join(dirname(file), path)))];
}

const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(`${ROOT}package.json`, 'utf8'),
);
const started = Object.values(scripts).flatMap((command) => /\bnode (scripts\/\S+)/.exec(command)?.[1] ?? []);

it('finds what is loaded', () => {
  expect(started).toContain('scripts/release.mjs');
  expect(loaded('scripts/demo.mjs')).toContain('scripts/installed.mjs');
  expect(loaded('scripts/release/steps.mjs')).toContain('scripts/release/git.ts');
});

it.each(started)('%s begins with JavaScript alone', (script) => {
  expect(loaded(script).filter((file) => !file.endsWith('.mjs'))).toEqual([]);
});
