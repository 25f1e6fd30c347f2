/**
 * Writes the table of behaviours in `docs/sandbox.md`: the facts that the instance's sources name where they follow
 * them, and the switches. `node generate.ts` rewrites the page; a test fails when it differs from what this would write.
 *
 * A source names a fact in a comment, in four parts, on as many lines as it takes:
 * `@fact` behaviour | what the sandbox does | mark | page or other source
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MARKS } from './src/servicenow/behaviours/mark.ts';
import { SWITCHES, type Switch } from './src/servicenow/behaviours/switches.ts';

export const PAGE = new URL('../../docs/sandbox.md', import.meta.url);

const SOURCES = fileURLToPath(new URL('./src/servicenow', import.meta.url));

export interface Source {
  /** Below the instance's folder. */
  readonly file: string;
  readonly text: string;
}

/** The instance's sources, without tests. */
export function instanceSources(): Source[] {
  return globSync('**/*.ts', { cwd: SOURCES })
    .filter((file) => !file.endsWith('.test.ts') && !file.includes('fixtures/'))
    .sort()
    .map((file) => ({ file, text: readFileSync(`${SOURCES}/${file}`, 'utf8') }));
}

/** The parts of a line of the table. */
export type Line = readonly [behaviour: string, does: string, mark: string, source: string];

/** What the comments of a source call facts. @throws Error for one that lacks a part, or has an unknown mark */
export function factsOf({ file, text }: Source): Line[] {
  const comments = text.matchAll(/^ *(?:\*|\/\/|\/\*\*) @fact (.*(?:\n *(?:\*|\/\/) +(?!@)\S.*)*)/gm);
  return [...comments].map(([, words = '']) => {
    const fact = words.replace(/\s*\*\/$/, '').replaceAll(/\n *(?:\*|\/\/) +/g, ' ');
    const parts = fact.split(/ \| /).map((part) => part.trim());
    const isKnown = parts.length === 4 && MARKS.some((mark) => mark === parts[2]);
    if (!isKnown) throw new Error(`${file}: "@fact ${fact}" is not: behaviour | what | mark | source`);
    return parts as unknown as Line;
  });
}

function switchLine([name, { about, settings, mark, source }]: [string, Switch]): Line {
  const does = Object.entries(settings).map(([setting, what], index) =>
    index === 0 ? `\`${setting}\`, the default: ${what}` : `\`${setting}\`: ${what}`,
  );
  return [`\`${name}\`: ${about}`, does.join('; '), mark, source];
}

/** @returns `page` with its table as it must be */
export function generate(page: string, sources: readonly Source[] = instanceSources()): string {
  const head: Line = ['behaviour', 'what the sandbox does', 'mark', 'source'];
  const lines = [...Object.entries<Switch>(SWITCHES).map(switchLine), ...sources.flatMap(factsOf)];
  const table = [head, ['---', '---', '---', '---'], ...lines].map((cells) => `| ${cells.join(' | ')} |`);
  const block = /(<!-- generated: behaviours -->\n)[\s\S]*?(<!-- \/generated -->)/;
  if (!block.test(page)) throw new Error('docs/sandbox.md has no block "behaviours"');
  return page.replace(block, (_all, start: string, end: string) => `${start}${table.join('\n')}\n${end}`);
}

if (import.meta.main) {
  writeFileSync(PAGE, generate(readFileSync(PAGE, 'utf8')));
}
