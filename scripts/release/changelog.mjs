/** `CHANGELOG.md`: one for all packages, written from the changesets, in parts by whom a change concerns. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Headings, in their order, by the package that a changeset names. */
const PARTS = {
  core: 'Every CI',
  'github-action': 'GitHub',
  'gitlab-component': 'GitLab',
  'codefresh-step': 'Codefresh',
  'servicenow-app': 'The app in ServiceNow',
  sandbox: 'Sandbox',
  cli: 'Command line',
};

const FOLDER = '.changeset';

/** @returns {string[]} the changesets that no version has yet */
export function waiting(root) {
  return changesetsIn(join(root, FOLDER));
}

/** @returns {'pre' | 'exit' | undefined} whether versions are candidates, or the next is the release they were for */
export function preMode(root) {
  const file = join(root, FOLDER, 'pre.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).mode : undefined;
}

/** @returns {string} what the next version's section says: that of a release repeats what its candidates brought */
export function nextChanges(root) {
  const candidates = preMode(root) === 'exit' ? changesetsIn(join(root, FOLDER, 'pre')) : [];
  return changesText([...candidates, ...waiting(root)]);
}

/**
 * @returns {string} by part; a changeset is an entry, or a list of them
 * @throws Error where one has a heading: it would begin another part, or another version
 */
export function changesText(changesets) {
  const parts = new Map(Object.values(PARTS).map((part) => [part, []]));
  for (const text of changesets) {
    const [, names = '', words = ''] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(text) ?? [];
    const [, name = ''] = /@change-gate\/([\w-]+)/.exec(names) ?? [];
    const entry = words.trim();
    if (entry === '') continue;
    const [heading] = /^#{2,3} .*$/m.exec(entry) ?? [];
    if (heading !== undefined)
      throw new Error(`A changeset has a heading, which is the changelog's: ${heading}`);
    parts
      .get(PARTS[name] ?? PARTS.core)
      .push(/^- /.test(entry) ? entry : `- ${entry.replaceAll('\n', '\n  ')}`);
  }
  return [...parts]
    .filter(([, entries]) => entries.length > 0)
    .map(([part, entries]) => `### ${part}\n\n${entries.join('\n')}\n`)
    .join('\n');
}

/** @returns {string | undefined} what the changelog says of a version */
export function section(root, version) {
  const text = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const [, after] = text.split(`\n## ${version}\n`);
  return after?.split('\n## ', 1)[0].trim();
}

export function addSection(root, version, changes) {
  const file = join(root, 'CHANGELOG.md');
  const [head, ...sections] = readFileSync(file, 'utf8').split(/\n(?=## )/);
  const added = `## ${version}\n\n${changes}`;
  writeFileSync(file, [`${head.trimEnd()}\n`, added, ...sections].join('\n'));
}

function changesetsIn(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n'));
}
