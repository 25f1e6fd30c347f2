/**
 * Writes the lists of behaviours in `docs/sandbox-behaviours.md`: each server's switches, and the facts that its sources
 * name where they follow them. `node generate.ts` rewrites the page; a test fails when it differs from what this would write.
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

export const PAGE = new URL('../../docs/sandbox-behaviours.md', import.meta.url);

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
    const isKnown = parts.length === 4 && parts[2] !== undefined && parts[2] in MARKS;
    if (!isKnown) throw new Error(`${file}: "@fact ${fact}" is not: behaviour | what | mark | source`);
    return parts as unknown as Fact;
  });
}

/** What the facts of a folder of a server's sources are about; the files beside the folders are about the last. */
const SUBJECTS: Readonly<Record<string, string>> = {
  'base-system/': 'tables, roles and properties of the base system',
  'change/': 'changes, approvals and tasks',
  'database/': 'records and access',
  'query/': 'records and access',
  'glide/api/': 'script APIs',
  'glide/': 'update sets, rules, events, jobs and outbound messages',
  'rest/': 'REST APIs',
  'sign-in/': 'sign-in',
  'api/': 'API',
  'credentials/': 'tokens and permissions',
  'definition/': 'what a definition means',
  'go-template/': 'what a definition means',
  'runner/': 'runs and jobs',
  '': 'builds, gates and tokens',
};

/** @returns the title under which the facts of a file of a server stand */
function subjectOf(file: string): string {
  const [, subject = ''] = Object.entries(SUBJECTS).find(([folder]) => file.startsWith(folder)) ?? [];
  if (subject === SUBJECTS[''] && file.includes('/')) throw new Error(`${file}: SUBJECTS lacks its folder`);
  return subject;
}

/** A line of a list; `none` is no source to name. */
function line([behaviour, does, mark, source]: Fact): string {
  const known = source.replace(/^none(: )?/, '');
  return `- ${behaviour}: ${does}. *${mark}*${known === '' ? '' : `: ${known}`}`;
}

/** The first setting is the default, as the page says. */
function switchLine([name, { about, settings, mark, source }]: [string, Switch]): string {
  const does = Object.entries(settings).map(([setting, what]) => `\`${setting}\`: ${what}`);
  return line([`**\`${name}\`** ${about}`, does.join('; '), mark, source]);
}

/** A server's switches, then its facts by subject. */
function sectionOf(server: Server): string {
  const parts = new Map([['switches', Object.entries(server.switches).map(switchLine)]]);
  for (const source of sourcesOf(server)) {
    const facts = factsOf(source).map(line);
    if (facts.length === 0) continue;
    const subject = subjectOf(source.file);
    parts.set(subject, [...(parts.get(subject) ?? []), ...facts]);
  }
  return [...parts]
    .map(([subject, lines]) => `### ${server.name}: ${subject}\n\n${lines.join('\n')}\n`)
    .join('\n');
}

/** @returns `page` with its lists as they must be */
export function generate(page: string): string {
  const block = /(<!-- generated: behaviours -->\n)[\s\S]*?(<!-- \/generated -->)/;
  if (!block.test(page)) throw new Error('docs/sandbox-behaviours.md has no block "behaviours"');
  const marks = Object.entries(MARKS).map(([mark, says]) => `| *${mark}* | ${says} |`);
  const written = ['| mark | |\n| --- | --- |', ...marks, '', ...SERVERS.map(sectionOf)].join('\n');
  return page.replace(block, (_all, start: string, end: string) => `${start}${written}${end}`);
}

if (import.meta.main) {
  writeFileSync(PAGE, generate(readFileSync(PAGE, 'utf8')));
}
