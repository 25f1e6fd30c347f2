/** Where each part goes, and by which commands. What is there already is left alone, so a step can run again. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTION, COMPONENT, IMAGES, isCandidate, NPM_PACKAGES, STEP_TYPE, VERSION } from './names.mjs';
import { assets } from './state.mjs';

/**
 * @typedef {object} Destination
 * @property {string} what
 * @property {string} where
 * @property {() => boolean} isThere whether it is published already; throws where it is something else
 * @property {string[][]} commands
 */

/** @returns {Record<string, Destination[]>} by step */
export function destinations(root, commit) {
  const release = join(root, 'release');
  return {
    npm: NPM_PACKAGES.map((folder) => npmPackage(root, folder)),
    github: [githubRelease(release, commit), ...(isCandidate(VERSION) ? [] : [movingTag(commit)])],
  };
}

/** What the workflow does by an action of Docker's, and what needs a clone of the component's project or a key of Codefresh. */
export const BY_HAND = [
  {
    what: 'image of the Codefresh step',
    where: IMAGES['adapters/codefresh-step'],
    command: `docker buildx build --push --platform linux/amd64,linux/arm64 --sbom=true --provenance=mode=max --tag ${IMAGES['adapters/codefresh-step']}:${VERSION} release/images/codefresh-step`,
  },
  {
    what: 'GitLab component and its image',
    where: COMPONENT,
    command: `node adapters/gitlab-component/publish.ts CLONE --project ${COMPONENT} --image ${IMAGES['adapters/gitlab-component']}`,
  },
  {
    what: 'Codefresh step type',
    where: STEP_TYPE,
    command: `node adapters/codefresh-step/publish.ts step-type.yaml --account ${STEP_TYPE.split('/', 1)[0]} --image ${IMAGES['adapters/codefresh-step']} --digest DIGEST --public`,
  },
];

function npmPackage(root, folder) {
  const { name } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const tarball = `release/${name.replace('@', '').replace('/', '-')}-${VERSION}.tgz`;
  const tag = isCandidate(VERSION) ? 'rc' : 'latest';
  return {
    what: `${name} ${VERSION}`,
    where: `npm, as ${tag}`,
    isThere() {
      const published = ask('npm', 'view', `${name}@${VERSION}`, 'dist.integrity');
      // From another commit, by a release that stopped in the middle.
      if (published !== '' && published !== integrity(join(root, tarball))) {
        throw new Error(
          `npm has a ${name} ${VERSION} that is not ${tarball}. A version is published once: add a changeset, and release the next.`,
        );
      }
      return published !== '';
    },
    commands: [['npm', 'publish', `./${tarball}`, '--access', 'public', '--tag', tag, '--provenance']],
  };
}

/** A draft until all files are there: a release that people see is complete. */
function githubRelease(release, commit) {
  const tag = `v${VERSION}`;
  const repository = ['--repo', ACTION];
  const isDraft = () =>
    ask('gh', 'release', 'view', tag, ...repository, '--json', 'isDraft', '--jq', '.isDraft');
  const kind = isCandidate(VERSION) ? ['--prerelease'] : ['--latest'];
  const notes = ['--title', tag, '--notes-file', 'release/NOTES.md'];
  return {
    what: `release ${tag}, its tag and files`,
    where: ACTION,
    isThere: () => isDraft() === 'false',
    get commands() {
      const create = [
        'gh',
        'release',
        'create',
        tag,
        ...repository,
        '--draft',
        '--target',
        commit,
        ...kind,
        ...notes,
      ];
      const files = ['SHA256SUMS', ...assets(release)].map((name) => `release/${name}`);
      return [
        ...(isDraft() === 'true' ? [] : [create]),
        ['gh', 'release', 'upload', tag, ...repository, '--clobber', ...files],
        // The draft may be that of an earlier commit.
        ['gh', 'release', 'edit', tag, ...repository, '--target', commit, ...notes, '--draft=false'],
      ];
    },
  };
}

/** `uses: ...@v1` */
function movingTag(commit) {
  const tag = `v${VERSION.split('.', 1)[0]}`;
  const refs = `repos/${ACTION}/git/refs`;
  const current = () => ask('gh', 'api', `repos/${ACTION}/git/ref/tags/${tag}`, '--jq', '.object.sha');
  return {
    what: `tag ${tag}`,
    where: ACTION,
    isThere: () => current() === commit,
    get commands() {
      return current() === ''
        ? [['gh', 'api', '--method', 'POST', refs, '-f', `ref=refs/tags/${tag}`, '-f', `sha=${commit}`]]
        : [
            [
              'gh',
              'api',
              '--method',
              'PATCH',
              `${refs}/tags/${tag}`,
              '-f',
              `sha=${commit}`,
              '-F',
              'force=true',
            ],
          ];
    },
  };
}

/** @throws Error at the first command that fails; run again, it goes on from there */
export function publish(root, step, print) {
  for (const destination of step) {
    if (destination.isThere()) {
      print(`${destination.what}: published already`);
      continue;
    }
    for (const [file, ...args] of destination.commands) {
      const { status, error } = spawnSync(file, args, { cwd: root, stdio: 'inherit' });
      if (status !== 0) {
        const why = error?.message ?? `it ended with ${status}`;
        throw new Error(
          `${destination.what} is not published: ${[file, ...args].join(' ')}: ${why}. Mend that and run this step again: it leaves alone what is published.`,
        );
      }
    }
    print(`${destination.what}: published`);
  }
}

/** As npm tells it of what it has. */
function integrity(file) {
  return `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
}

/** @returns {string} empty when it fails: then the command that publishes says why */
function ask(file, ...args) {
  const { status, stdout } = spawnSync(file, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}
