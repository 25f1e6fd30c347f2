/**
 * Writes this component as a GitLab project of its own: a component of the catalog lives at a project's root.
 * `node publish.ts FOLDER --project GROUP/NAME --image REGISTRY/PATH [--digest DIGEST --cli-digest DIGEST]`, with Node 24; the folder is a clone
 * of that project.
 */
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assertBuilt } from '../../scripts/release/built.ts';
import { revision, tagsIn } from '../../scripts/release/git.ts';
import { buildImage, digestOf, imageDigest, imageName } from '../../scripts/release/image.ts';
import { COMPONENT, VERSION } from '../../scripts/release/names.mjs';
import { rewrite } from '../../scripts/release/rewrite.ts';
import { releaseCommands } from './release-commands.ts';

const HERE = import.meta.dirname;

/** What a catalog project has, and what its pipeline needs. */
const FILES = [
  '.gitlab-ci.yml',
  'Dockerfile',
  'README.md',
  'check-image.mjs',
  'check-jobs.mjs',
  'check-operations.mjs',
  'check-release.mjs',
  'dist',
  'templates',
];

/** What it has of the whole repository, and under which name. */
const OF_THE_REPOSITORY = [
  ['CHANGELOG.md', 'CHANGELOG.md'],
  ['LICENSE', 'LICENSE.md'],
  ['packages/servicenow-app/dist/change-gate-install.xml', 'change-gate-install.xml'],
] as const;

/** What makes a release in a job: a pipeline that named its newest would run whatever that is then. */
const CLI_IMAGE = 'registry.gitlab.com/gitlab-org/cli:latest';

export interface PublishOptions {
  /** `group/project` */
  readonly project: string;
  /** Its host and its path, without tag and digest. */
  readonly image: string;
  /** Of the image, which then need not be made. */
  readonly digest: string;
  /** Of the image with which the project's pipeline makes a release. */
  readonly cliDigest: string;
}

/**
 * The template names the image by version and digest, so that it is the same however the component is included.
 * @throws Error when something is missing, before anything is written
 */
export function publish(folder: string, { project, image, digest, cliDigest }: PublishOptions): void {
  assertComplete();
  mkdirSync(folder, { recursive: true });
  for (const file of FILES) {
    // What an earlier version had, too.
    rmSync(join(folder, file), { recursive: true, force: true });
    cpSync(join(HERE, file), join(folder, file), { recursive: true });
  }
  for (const [from, to] of OF_THE_REPOSITORY) cpSync(join(HERE, '../..', from), join(folder, to));

  rewrite(join(folder, 'README.md'), [[new RegExp(`(?<![@\\w])${COMPONENT}`, 'g'), project]]);
  rewrite(join(folder, '.gitlab-ci.yml'), [
    ['gitlab-org/cli:latest', `gitlab-org/cli@${cliDigest}`],
    ['"@change-gate/sandbox"', `"@change-gate/sandbox@${VERSION}"`],
  ]);
  rewrite(join(folder, 'templates/change-gate/template.yml'), [
    [`default: $CI_REGISTRY/${COMPONENT}\n`, `default: ${image}\n`],
    [`$[[ inputs.image ]]:${VERSION}"`, `$[[ inputs.image ]]:${VERSION}@${digest}"`],
  ]);
}

function assertComplete(): void {
  assertBuilt(HERE, VERSION);
  if (!readFileSync(join(HERE, '../../CHANGELOG.md'), 'utf8').includes(`\n## ${VERSION}\n`))
    throw new Error(`CHANGELOG.md has no section for ${VERSION}: write down first what changes.`);
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      project: { type: 'string' },
      image: { type: 'string' },
      digest: { type: 'string' },
      'cli-digest': { type: 'string' },
    },
  });
  const [folder] = positionals;
  const { project } = values;
  if (folder === undefined || project === undefined || values.image === undefined) {
    throw new Error(
      'node publish.ts FOLDER --project GROUP/NAME --image REGISTRY/PATH [--digest DIGEST --cli-digest DIGEST]',
    );
  }
  if (!/^[\w.-]+(\/[\w.-]+)+$/.test(project))
    throw new Error(`--project: ${project} is no path of a project, like group/project.`);
  const image = imageName(values.image);
  assertComplete();
  const tags = tagsIn(folder);
  if (tags.includes(VERSION))
    throw new Error(
      `${folder} has the tag ${VERSION}: pipelines that name it must keep what it is. Publish a new version.`,
    );
  const cliDigest = imageDigest(values['cli-digest'] ?? digestOf(CLI_IMAGE, '--cli-digest'));
  const digest =
    values.digest === undefined
      ? buildImage(HERE, `${image}:${VERSION}`, revision(HERE))
      : imageDigest(values.digest);
  publish(folder, { project, image, digest, cliDigest });
  process.stdout.write(
    `Wrote ${VERSION}, with the image ${image}@${digest}. Look at it, and then:\n${releaseCommands(folder, VERSION, tags)}`,
  );
}

if (import.meta.main) {
  try {
    main();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
