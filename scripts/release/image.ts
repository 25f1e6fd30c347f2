/** The images that an adapter publishes: how they are named, and made with Docker. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A registry's host, and a name without capitals, tag and digest (github.com/distribution/reference, regexp.go). */
const NAME = /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)+$/;

/**
 * @param name as somebody writes it, perhaps with the capitals of a project or account: a registry has none of these
 * @throws Error saying what an image is named like
 */
export function imageName(name: string): string {
  const lowerCase = name.toLowerCase();
  if (!NAME.test(lowerCase)) {
    throw new Error(
      `--image: ${name} is no image on a registry. Give its host and its path, without tag and digest, like ` +
        'registry.example.com/group/project; each part of the path begins and ends with a letter or a digit.',
    );
  }
  return lowerCase;
}

/** @throws Error when it is none */
export function imageDigest(digest: string): string {
  if (!DIGEST.test(digest)) {
    throw new Error(`${digest} is no image's digest, which is sha256: and 64 hexadecimal digits.`);
  }
  return digest;
}

/**
 * Builds the image for each platform with an SBOM and the provenance, and pushes it.
 * @param folder has the Dockerfile
 * @param revision the commit that it is made of; empty when there is none
 * @returns the digest of the index of its platforms
 * @throws Error when Docker is not there or fails; it has said why
 */
export function buildImage(folder: string, reference: string, revision: string): string {
  const [, version = ''] = /:([^/:]+)$/.exec(reference) ?? [];
  const output = mkdtempSync(join(tmpdir(), 'change-gate-image-'));
  const metadata = join(output, 'metadata.json');
  try {
    const { error, status } = spawnSync(
      'docker',
      [
        ...['buildx', 'build', '--push', '--tag', reference, '--metadata-file', metadata],
        ...['--platform', 'linux/amd64,linux/arm64', '--sbom=true', '--provenance=mode=max'],
        ...['--label', `org.opencontainers.image.version=${version}`],
        ...(revision === '' ? [] : ['--label', `org.opencontainers.image.revision=${revision}`]),
        folder,
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    if (error !== undefined || status !== 0) {
      throw new Error(
        `The image was not made: ${error === undefined ? `docker ended with ${status}` : error.message}. It takes Docker ` +
          'with buildx and a builder for several platforms, signed in to the registry. To publish an image that was made ' +
          'otherwise, give its --digest.',
      );
    }
    return imageDigest(JSON.parse(readFileSync(metadata, 'utf8'))['containerimage.digest']);
  } finally {
    rmSync(output, { recursive: true });
  }
}

/**
 * Asks the registry for the digest of an image, without pulling it.
 * @param option with which the digest can be given instead
 * @throws Error when Docker or the registry does not answer; Docker has said why
 */
export function digestOf(reference: string, option: string): string {
  const { status, stdout } = spawnSync(
    'docker',
    ['buildx', 'imagetools', 'inspect', '--format', '{{.Manifest.Digest}}', reference],
    { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
  );
  if (status !== 0) {
    throw new Error(
      `The digest of ${reference} is not known: docker did not tell it. Give it as ${option}, as ` +
        `\`docker buildx imagetools inspect ${reference}\` says it elsewhere.`,
    );
  }
  return stdout.trim();
}
