import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertBuilt } from '../../scripts/release/built.ts';
import { pinned, VERSION } from '../../scripts/release/names.mjs';
import { publish } from './publish.ts';

const PUBLISHED = {
  project: 'Globex/Tools',
  image: 'registry.globex.com/globex/tools',
  digest: `sha256:${'c0ffee00'.repeat(8)}`,
  cliDigest: `sha256:${'c11c11c1'.repeat(8)}`,
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'change-gate-component-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (path: string) => readFileSync(join(folder, path), 'utf8');

describe('what is published', () => {
  it('is what a project of the catalog has at its root', () => {
    publish(folder, PUBLISHED);
    expect(readdirSync(folder).sort()).toEqual([
      '.gitlab-ci.yml',
      'CHANGELOG.md',
      'Dockerfile',
      'LICENSE.md',
      'README.md',
      'change-gate-install.xml',
      'check-image.mjs',
      'check-jobs.mjs',
      'check-operations.mjs',
      'check-release.mjs',
      'dist',
      'templates',
    ]);
  });

  it('holds nothing of what an earlier version had', () => {
    for (const path of ['dist', 'templates/other']) {
      mkdirSync(join(folder, path), { recursive: true });
      writeFileSync(join(folder, path, 'earlier.js'), '');
    }
    publish(folder, PUBLISHED);
    expect(readdirSync(join(folder, 'dist'))).not.toContain('earlier.js');
    expect(readdirSync(join(folder, 'templates'))).toEqual(['change-gate']);
  });

  it('names the image by version and digest, which GitLab does not tell', () => {
    publish(folder, PUBLISHED);
    const template = read('templates/change-gate/template.yml');
    expect(template).toContain(`\n      default: ${PUBLISHED.image}\n`);
    expect(template).toContain(`\n    name: "$[[ inputs.image ]]:${VERSION}@${PUBLISHED.digest}"\n`);
  });

  it('names its project and its image, and no other', () => {
    publish(folder, PUBLISHED);
    const readme = read('README.md');
    expect(readme).toContain(`$CI_SERVER_FQDN/Globex/Tools/change-gate@${pinned()}\n`);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.parentPath !== join(folder, 'dist'))
      .map((entry) =>
        readFileSync(join(entry.parentPath, entry.name), 'utf8').replaceAll('@change-gate/', ''),
      );
    expect(files.join('\n')).not.toMatch(/change-gate\/gitlab-component|registry\.example\.com/);
  });
});

/** A program in place of Docker: knows one image, keeps its arguments, and says that it has pushed an image. */
const DOCKER = `#!/usr/bin/env node
const { writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
if (args[1] === 'imagetools') {
  const isKnown = args.at(-1) === 'registry.gitlab.com/gitlab-org/cli:latest';
  if (isKnown) console.log('${PUBLISHED.cliDigest}');
  process.exit(isKnown ? 0 : 1);
}
writeFileSync(__dirname + '/arguments.json', JSON.stringify(args));
const metadata = args[args.indexOf('--metadata-file') + 1];
writeFileSync(metadata, JSON.stringify({ 'containerimage.digest': '${PUBLISHED.digest}' }));
`;

/** In the root of this repository. @param docker what the program of that name does; none where it is empty */
function run(command: string, docker = DOCKER) {
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  if (docker !== '') writeFileSync(join(programs, 'docker'), docker, { mode: 0o755 });
  return spawnSync(command, {
    shell: true,
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` },
    encoding: 'utf8',
  });
}

const documented = () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/releases.md'), 'utf8');
  const [, command = ''] = /```sh\n([^`]*?gitlab-component\/publish\.ts[^`]*?)```/.exec(page) ?? [];
  expect(command).toContain(' ../gitlab-component ');
  return command.trim().replace(' ../gitlab-component ', ` ${join(folder, 'clone')} `);
};

describe('the documented command', () => {
  it('makes the image for two platforms with an SBOM and labels, and publishes its digest', () => {
    const { status, stdout, stderr } = run(documented());
    expect([status, stderr]).toEqual([0, '']);
    const image = 'registry.gitlab.com/change-gate/gitlab-component';
    expect(stdout).toContain(`Wrote ${VERSION}, with the image ${image}@${PUBLISHED.digest}.`);
    expect(read('clone/templates/change-gate/template.yml')).toContain(`:${VERSION}@${PUBLISHED.digest}"`);
    const args: string[] = JSON.parse(read('programs/arguments.json'));
    expect(args.slice(0, 5)).toEqual(['buildx', 'build', '--push', '--tag', `${image}:${VERSION}`]);
    expect(args).toEqual(
      expect.arrayContaining([
        ...['--platform', 'linux/amd64,linux/arm64', '--sbom=true', '--provenance=mode=max'],
        `org.opencontainers.image.version=${VERSION}`,
        expect.stringMatching(/^org\.opencontainers\.image\.revision=[0-9a-f]{40}(-dirty)?$/),
      ]),
    );
    expect(args.at(-1)).toBe(import.meta.dirname);
    expect(read('clone/.gitlab-ci.yml')).toContain(`/gitlab-org/cli@${PUBLISHED.cliDigest}\n`);
  });

  it('names an image without capitals, whatever those of the project', () => {
    const { status } = run(documented().replaceAll('change-gate/gitlab-component', 'Globex/Tools'));
    expect(status).toBe(0);
    expect(JSON.parse(read('programs/arguments.json'))).toContain(
      `registry.gitlab.com/globex/tools:${VERSION}`,
    );
    expect(read('clone/templates/change-gate/template.yml')).toContain(
      'default: registry.gitlab.com/globex/tools\n',
    );
    expect(read('clone/README.md')).toContain('$CI_SERVER_FQDN/Globex/Tools/change-gate@');
  });

  it('needs no Docker for an image that is there', () => {
    const digests = `--digest ${PUBLISHED.digest} --cli-digest ${PUBLISHED.cliDigest}`;
    const { status, stdout } = run(`${documented()} ${digests}`, '');
    expect([status, stdout]).toEqual([0, expect.stringContaining(PUBLISHED.digest)]);
    expect(read('clone/.gitlab-ci.yml')).toContain(`/gitlab-org/cli@${PUBLISHED.cliDigest}\n`);
  });

  it.each([
    [
      'an image with a tag',
      (command: string) => `${command}:latest`,
      /^--image: \S+:latest is no image on a registry/,
    ],
    [
      'a digest that is none',
      (command: string) => `${command} --digest latest`,
      /^latest is no image's digest/,
    ],
    [
      'the URL of a project',
      (command: string) => command.replace('--project ', '--project https://gitlab.example.com/'),
      /^--project: https:\S+ is no path of a project/,
    ],
    [
      'no project',
      (command: string) => command.replace(/--project \S+/, ''),
      /^node publish\.ts FOLDER --project/,
    ],
  ])('refuses %s before anything is made', (_what, change, message) => {
    const { status, stderr } = run(change(documented()));
    expect([status, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(readdirSync(folder)).toEqual(['programs']);
    expect(readdirSync(join(folder, 'programs'))).toEqual(['docker']);
  });

  it.each([
    [
      'fails',
      '#!/bin/sh\n[ "$2" = imagetools ] && echo sha256:$(printf %064d 0) || exit 2\n',
      /^The image was not made: docker ended with 2\. It takes Docker with buildx/,
    ],
    [
      'does not know the digest of the image that makes releases',
      '#!/bin/sh\nexit 1\n',
      /^The digest of registry\.gitlab\.com\/gitlab-org\/cli:latest is not known.*--cli-digest/,
    ],
    ['says no digest', `${DOCKER}writeFileSync(metadata, '{}')\n`, /^undefined is no image's digest/],
  ])('writes nothing when Docker %s', (_what, docker, message) => {
    const { status, stderr } = run(documented(), docker);
    expect([status, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(readdirSync(folder)).toEqual(['programs']);
  });
});

it('refuses a version that the clone has a tag for, before anything is made', () => {
  const clone = join(folder, 'clone');
  const git = `git -c user.name=A -c user.email=a@example.com -C ${clone}`;
  run(`git init --quiet ${clone} && ${git} commit --quiet --allow-empty -m x && ${git} tag ${VERSION}`);
  rmSync(join(folder, 'programs'), { recursive: true });
  const { status, stderr } = run(documented());
  expect([status, stderr]).toEqual([1, expect.stringMatching(/clone has the tag .* Publish a new version/)]);
  expect(readdirSync(clone)).toEqual(['.git']);
  expect(readdirSync(join(folder, 'programs'))).toEqual(['docker']);
});

it('refuses a bundle that is not there, or of an earlier version', () => {
  expect(() => assertBuilt(folder, VERSION)).toThrow('There is no dist/index.js');
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/index.js'), `o="${VERSION}"`);
  expect(() => assertBuilt(folder, VERSION)).not.toThrow();
  expect(() => assertBuilt(folder, '99.0.0')).toThrow('dist/index.js is not that of 99.0.0');
});

describe("the published project's own check of a release", () => {
  const check = (tag: string) =>
    spawnSync(process.execPath, ['check-release.mjs'], {
      cwd: folder,
      env: { CI_COMMIT_TAG: tag },
      encoding: 'utf8',
    });

  it('takes the section of the changelog as notes', () => {
    publish(folder, PUBLISHED);
    expect(check(VERSION).status).toBe(0);
    expect(read('CHANGELOG.md')).toContain(read('release-notes.md'));
    expect(read('release-notes.md')).toMatch(/^\S/);
    expect(read('release-notes.md')).not.toMatch(/^##? /m);
  });

  it('refuses a tag that is not the version of the template, and a template without digest', () => {
    publish(folder, PUBLISHED);
    expect(check('9.9.9')).toMatchObject({
      status: 1,
      stderr: 'The template does not name the image of 9.9.9 by its digest: publish.ts writes it.\n',
    });
    cpSync(join(import.meta.dirname, 'templates'), join(folder, 'templates'), { recursive: true });
    expect(check(VERSION)).toMatchObject({ status: 1, stderr: expect.stringContaining('by its digest') });
  });

  it('refuses a pipeline that makes the release in whatever image is the newest', () => {
    publish(folder, PUBLISHED);
    cpSync(join(import.meta.dirname, '.gitlab-ci.yml'), join(folder, '.gitlab-ci.yml'));
    expect(check(VERSION)).toMatchObject({
      status: 1,
      stderr: 'The pipeline does not name the image of create-release by its digest: publish.ts writes it.\n',
    });
  });

  it('refuses a version of which the changelog does not tell', () => {
    publish(folder, PUBLISHED);
    writeFileSync(join(folder, 'CHANGELOG.md'), '# Changelog\n');
    expect(check(VERSION)).toMatchObject({
      status: 1,
      stderr: `CHANGELOG.md has no section for ${VERSION}.\n`,
    });
  });
});
