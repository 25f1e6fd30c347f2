/**
 * Writes this component as a GitLab project of its own: a component of the catalog lives at a project's root.
 * `node publish.ts FOLDER [--project GROUP/NAME]`, with Node 24; the folder is a clone of that project.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const HERE = import.meta.dirname;

/** What a catalog project has, and what its pipeline needs. */
const FILES = ['.gitlab-ci.yml', 'Dockerfile', 'README.md', 'check-jobs.mjs', 'dist', 'templates'];

/** The project that the files here name. */
const PROJECT = 'change-gate/gitlab-component';

export interface PublishOptions {
  /** `group/project` */
  readonly project?: string;
}

/** @returns the version that was written */
export function publish(folder: string, { project = PROJECT }: PublishOptions = {}): string {
  const { version } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));
  if (!existsSync(join(HERE, 'dist/index.js')))
    throw new Error('There is no dist/index.js: run `npm run build` first.');
  mkdirSync(folder, { recursive: true });
  for (const file of FILES) cpSync(join(HERE, file), join(folder, file), { recursive: true });
  cpSync(join(HERE, '../../LICENSE'), join(folder, 'LICENSE.md'));

  rewrite(join(folder, 'README.md'), (text) => text.replaceAll(`${PROJECT}/`, `${project}/`));
  rewrite(join(folder, 'templates/change-gate/template.yml'), (text) =>
    text.replaceAll(`$CI_REGISTRY/${PROJECT}`, `$CI_REGISTRY/${project}`),
  );
  return version;
}

function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { project: { type: 'string' } },
  });
  const [folder] = positionals;
  if (folder === undefined) {
    process.stderr.write('node publish.ts FOLDER [--project GROUP/NAME]\n');
    process.exit(1);
  }
  const version = publish(folder, values.project === undefined ? {} : { project: values.project });
  process.stdout.write(
    `Wrote ${version}. Look at it, and then:\n` +
      `  git -C ${folder} add --all && git -C ${folder} commit --message 'Release ${version}'\n` +
      `  git -C ${folder} tag ${version} && git -C ${folder} push origin HEAD ${version}\n`,
  );
}
