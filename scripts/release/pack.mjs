/**
 * Lays out all that is released in `release/`: the packages for npm, the update sets, the step type, the contexts of the images,
 * their checksums and the notes. `npm run build` has made what goes in.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { copyReleaseFiles } from '../../packages/servicenow-app/build/release-files.ts';
import { section } from './changelog.mjs';
import { revision } from './git.ts';
import { IMAGES, NPM_PACKAGES, VERSION } from './names.mjs';
import { assets, sha256 } from './state.mjs';

/** @returns {Promise<string[]>} the names of the files that people download */
export async function pack(root, release = join(root, 'release')) {
  rmSync(release, { recursive: true, force: true });
  mkdirSync(release);
  for (const folder of NPM_PACKAGES) packNpm(join(root, folder), release);
  await copyReleaseFiles(release, VERSION);
  cpSync(join(root, 'adapters/codefresh-step/step.yaml'), join(release, `codefresh-step-${VERSION}.yaml`));
  const files = assets(release);
  writeFileSync(
    join(release, 'SHA256SUMS'),
    files.map((name) => `${sha256(join(release, name))}  ${name}\n`).join(''),
  );
  writeFileSync(join(release, 'COMMIT'), `${revision(root)}\n`);
  writeFileSync(join(release, 'NOTES.md'), notes(root));
  for (const folder of Object.keys(IMAGES))
    layOut(join(root, folder), join(release, 'images', basename(folder)));
  return files;
}

/** pnpm puts the version in place of `workspace:*`, and the root's LICENSE in. */
function packNpm(folder, release) {
  const args = ['pack', '--pack-destination', release];
  const { status, stderr, error } = spawnSync('pnpm', args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${folder} was not packed: ${error?.message ?? stderr}`);
}

/** An image's context is its Dockerfile and what that copies, and nothing else. */
function layOut(folder, context) {
  mkdirSync(context, { recursive: true });
  const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');
  writeFileSync(join(context, 'Dockerfile'), dockerfile);
  for (const [, from] of dockerfile.matchAll(/^COPY (?:--\S+ )*([\w./-]+) /gm)) {
    if (!existsSync(join(folder, from)))
      throw new Error(`${folder}/Dockerfile copies ${from}, which is not built.`);
    cpSync(join(folder, from), join(context, from), { recursive: true });
  }
}

function notes(root) {
  const changes = section(root, VERSION);
  if (changes === undefined) throw new Error(`CHANGELOG.md has no section ${VERSION}.`);
  const guide = 'https://github.com/change-gate/change-gate/blob';
  return `${changes}\n\nTo check a download: [docs/releases.md](${guide}/v${VERSION}/docs/releases.md#check-a-download).\n`;
}
