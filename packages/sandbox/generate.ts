/**
 * Writes the table of behaviours in `docs/sandbox.md`: the facts that the servers' sources name where they follow
 * them, and the switches. `node generate.ts` rewrites the page; a test fails when it differs from what this would write.
 *
 * A source names a fact in a comment, in four parts, on as many lines as it takes:
 * `@fact` behaviour | what the sandbox does | mark | page or other source
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MARKS } from './src/behaviours/mark.ts';
import type { Switch, Switches } from './src/behaviours/switch.ts';
import { CODEFRESH_SWITCHES } from './src/ci/codefresh/switches.ts';
import { GITHUB_SWITCHES } from './src/ci/github/switches.ts';
import { GITLAB_SWITCHES } from './src/ci/gitlab/switches.ts';
import { SWITCHES } from './src/servicenow/behaviours/switches.ts';

export const PAGE = new URL('../../docs/sandbox.md', import.meta.url);

const SOURCES = fileURLToPath(new URL('./src', import.meta.url));

/** A server that the sandbox plays. */
export interface Server {
  readonly name: string;
  /** Below `src`. */
  readonly folder: string;
  readonly switches: Switches;
}

/** In the order of the table. */
export const SERVERS: readonly Server[] = [
  { name: 'ServiceNow', folder: 'servicenow', switches: SWITCHES },
  { name: 'Codefresh', folder: 'ci/codefresh', switches: CODEFRESH_SWITCHES },
  { name: 'GitHub', folder: 'ci/github', switches: GITHUB_SWITCHES },
  { name: 'GitLab', folder: 'ci/gitlab', switches: GITLAB_SWITCHES },
];

export interface Source {
  /** Below the server's folder. */
  readonly file: string;
  readonly text: string;
}

/** A server's sources, without tests. */
export function sourcesOf({ folder }: Server): Source[] {
  const cwd = `${SOURCES}/${folder}`;
  return globSync('**/*.ts', { cwd })
    .filter((file) => !file.endsWith('.test.ts') && !file.includes('fixtures/'))
    .sort()
    .map((file) => ({ file, text: readFileSync(`${cwd}/${file}`, 'utf8') }));
}

/** The parts of a fact. */
export type Fact = readonly [behaviour: string, does: string, mark: string, source: string];

/** What the comments of a source call facts. @throws Error for one that lacks a part, or has an unknown mark */
export function factsOf({ file, text }: Source): Fact[] {
  const comments = text.matchAll(/^ *(?:\*|\/\/|\/\*\*) @fact (.*(?:\n *(?:\*|\/\/) +(?!@)\S.*)*)/gm);
  return [...comments].map(([, words = '']) => {
    const fact = words.replace(/\s*\*\/$/, '').replaceAll(/\n *(?:\*|\/\/) +/g, ' ');
    const parts = fact.split(/ \| /).map((part) => part.trim());
    const isKnown = parts.length === 4 && MARKS.some((mark) => mark === parts[2]);
    if (!isKnown) throw new Error(`${file}: "@fact ${fact}" is not: behaviour | what | mark | source`);
    return parts as unknown as Fact;
  });
}

function factOf([name, { about, settings, mark, source }]: [string, Switch]): Fact {
  const does = Object.entries(settings).map(([setting, what], index) =>
    index === 0 ? `\`${setting}\`, the default: ${what}` : `\`${setting}\`: ${what}`,
  );
  return [`\`${name}\`: ${about}`, does.join('; '), mark, source];
}

/** The lines of the table about a server: its switches, then its facts. */
function linesOf(server: Server): string[][] {
  const facts = [...Object.entries(server.switches).map(factOf), ...sourcesOf(server).flatMap(factsOf)];
  return facts.map((fact) => [server.name, ...fact]);
}

/** @returns `page` with its table as it must be */
export function generate(page: string): string {
  const head = ['of', 'behaviour', 'what the sandbox does', 'mark', 'source'];
  const lines = [head, head.map(() => '---'), ...SERVERS.flatMap(linesOf)];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`);
  const block = /(<!-- generated: behaviours -->\n)[\s\S]*?(<!-- \/generated -->)/;
  if (!block.test(page)) throw new Error('docs/sandbox.md has no block "behaviours"');
  return page.replace(block, (_all, start: string, end: string) => `${start}${table.join('\n')}\n${end}`);
}

if (import.meta.main) {
  writeFileSync(PAGE, generate(readFileSync(PAGE, 'utf8')));
}
