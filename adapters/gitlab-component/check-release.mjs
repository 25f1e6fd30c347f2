/**
 * Before a release: does the template have the version of the tag, does the pipeline name the image that makes the release by its
 * digest, and does the changelog have its section? Writes release-notes.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const version = process.env.CI_COMMIT_TAG;

const template = readFileSync('templates/change-gate/template.yml', 'utf8');
if (!template.includes(`:${version}@sha256:`)) {
  fail(`The template does not name the image of ${version} by its digest: publish.ts writes it.`);
}
if (!/\/gitlab-org\/cli@sha256:[0-9a-f]{64}$/m.test(readFileSync('.gitlab-ci.yml', 'utf8'))) {
  fail('The pipeline does not name the image of create-release by its digest: publish.ts writes it.');
}
const [, notes] = readFileSync('CHANGELOG.md', 'utf8').split(`\n## ${version}\n`);
if (notes === undefined) fail(`CHANGELOG.md has no section for ${version}.`);
writeFileSync('release-notes.md', `${notes.split('\n## ')[0].trim()}\n`);

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
