/** What is due, and what must hold before anything is published. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preMode, section, waiting } from './changelog.mjs';
import { git, tagsIn } from './git.ts';
import { isCandidate } from './names.mjs';

/** @returns {'version' | 'release' | 'nothing'} */
export function due(root, version) {
  if (waiting(root).length > 0 || preMode(root) === 'exit') return 'version';
  return isTagged(root, version) ? 'nothing' : 'release';
}

export function isTagged(root, version) {
  return git(root, 'tag', '--list', `v${version}`) !== '';
}

/** @returns {string[]} what keeps this tree from being released, each a sentence with what to do */
export function obstacles(root, version) {
  const found = [];
  const manifests = globSync('{{packages,adapters}/*,docs,test,.}/package.json', { cwd: root });
  for (const file of manifests) {
    const other = JSON.parse(readFileSync(join(root, file), 'utf8')).version;
    if (other !== version)
      found.push(`${file} has version ${other}, core ${version}: run \`npm run generate\`.`);
  }
  if (section(root, version) === undefined) {
    found.push(`CHANGELOG.md has no section ${version}: \`npm run release -- --step version\` writes it.`);
  }
  if (!existsSync(join(root, `packages/servicenow-app/releases/${version}.xml.gz`))) {
    found.push(
      `The install set of ${version} is not kept, so the next upgrade set would leave what it has: build, run \`node packages/servicenow-app/build/release-files.ts --keep\`, and commit.`,
    );
  }
  if (git(root, 'status', '--porcelain') !== '') {
    found.push('The working tree has changes: commit them, since what is released is a commit.');
  }
  const later = tagsIn(root).filter((tag) => isLater(tag, version));
  if (later.length > 0) {
    // `v1` and npm's `latest` would go back.
    found.push(`${later.join(', ')} is released, which is later than ${version}: raise the version.`);
  }
  if (isTagged(root, version)) {
    const tagged = git(root, 'rev-list', '-n', '1', `v${version}`, '--');
    if (tagged !== git(root, 'rev-parse', 'HEAD'))
      found.push(`The tag v${version} is on another commit, ${tagged}: a version is released once.`);
  }
  return found;
}

/** Whether a tag is that of a later release, or of a later candidate where `version` is one too. */
function isLater(tag, version) {
  if (!(isCandidate(version) ? /^v\d+\.\d+\.\d+(-rc\.\d+)?$/ : /^v\d+\.\d+\.\d+$/).test(tag)) return false;
  // A release is after its candidates.
  const sortable = (text) => (isCandidate(text) ? text : `${text}-z`);
  const { compare } = new Intl.Collator('en', { numeric: true });
  return compare(sortable(tag.slice(1)), sortable(version)) > 0;
}

/** @returns {string[]} the files that people download */
export function assets(release) {
  return readdirSync(release)
    .filter((name) => /\.(tgz|xml|yaml)$/.test(name))
    .sort();
}

/** @returns {string[]} what is wrong with the files that were packed */
export function packedObstacles(root, release) {
  if (!existsSync(join(release, 'SHA256SUMS')))
    return ['Nothing is packed: run `npm run release -- --step pack`.'];
  const found = [];
  const commit = readFileSync(join(release, 'COMMIT'), 'utf8').trim();
  if (commit !== git(root, 'rev-parse', 'HEAD')) {
    found.push(`release/ was packed from ${commit}, which is not checked out: pack again.`);
  }
  const lines = readFileSync(join(release, 'SHA256SUMS'), 'utf8').trim().split('\n');
  const sums = new Map(lines.map((line) => line.split('  ').reverse()));
  for (const name of new Set([...sums.keys(), ...assets(release)])) {
    if (!existsSync(join(release, name)) || sha256(join(release, name)) !== sums.get(name)) {
      found.push(`release/${name} is not the file that was packed: pack again.`);
    }
  }
  return found;
}

export function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
