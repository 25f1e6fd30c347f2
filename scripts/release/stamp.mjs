/**
 * Writes the version wherever something names what is published: in every page, pipeline, example and manifest, by the
 * form of the name, so that a new page follows by itself. `npm run generate` runs it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACTION, COMPONENT, pinned, STEP_TYPE, VERSION } from './names.mjs';
import { withPublishedTable } from './published-table.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const ANY = String.raw`\d+(?:\.\d+)*(?:-rc\.\d+)?`;

/** What stands before a version, and whether only its major part is named once it is released. */
const FORMS = [
  [`${ACTION}(?:/[\\w./-]+)?@v`, pinned],
  [`${COMPONENT}/[\\w-]+@`, pinned],
  // The component in the sandbox's configuration.
  [`\\bpath: ${COMPONENT}\\b[^{}]{0,160}?\\bversion: `],
  [`\\b${STEP_TYPE}:`],
  ['/(?:codefresh-step|gitlab-component):'],
  ['@change-gate/[\\w-]+@'],
  ['\\bchange-gate-[a-z-]+-(?=[\\w.-]+\\.tgz\\b)'],
].map(([before, form = (version) => version]) => [new RegExp(`(${before})${ANY}`, 'g'), form]);

/** @returns {string} `text`, which names this version */
export function stamp(text, version = VERSION) {
  return FORMS.reduce(
    (stamped, [reference, form]) => stamped.replace(reference, (_, before) => before + form(version)),
    text,
  );
}

/** A place of its own in one file. */
const PLACES = {
  'docs/releases.md': (text, version) => stamp(withPublishedTable(text, version), version),
  'package.json': (text, version) => text.replace(/("version": ")[^"]+/, `$1${version}`),
  'packages/core/src/version.ts': (text, version) => text.replace(/(VERSION = ')[^']+/, `$1${version}`),
  'adapters/codefresh-step/step.yaml': (text, version) =>
    stamp(text, version).replace(/^( {2}version: ).+$/m, `$1${version}`),
};

/** @returns {Map<string, string>} by its path below the root, each file as it must be where it differs */
export function stamped(version = VERSION) {
  const files = new Map();
  for (const file of [...documents(), ...Object.keys(PLACES)]) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const wanted = (PLACES[file] ?? stamp)(text, version);
    if (wanted !== text) files.set(file, wanted);
  }
  return files;
}

const NO_SOURCES = ['node_modules', 'dist', 'lib', 'reports', 'releases', '.git', '.turbo', '.changeset'];

/** All that people read and copy, in folders that begin with a dot too. The changelog tells of versions that are past. */
function documents(folder = '') {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (NO_SOURCES.includes(entry.name)) return [];
    if (entry.isDirectory()) return documents(path);
    return /\.(md|ya?ml)$|^examples\/.*(\.\w+|Jenkinsfile)$/.test(path) && entry.name !== 'CHANGELOG.md'
      ? [path]
      : [];
  });
}

if (import.meta.main) {
  for (const [file, text] of stamped()) writeFileSync(join(ROOT, file), text);
}
