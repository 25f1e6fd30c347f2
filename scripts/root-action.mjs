/**
 * The Marketplace lists only an `action.yml` at a repository's root; this one is the adapter's, with the paths of
 * its bundle. `npm run generate` writes it, and a test holds the two together.
 */
import { readFileSync } from 'node:fs';

const ADAPTER = 'adapters/github-action';

/** @returns the text that the root's `action.yml` must have */
export function rootAction() {
  const action = readFileSync(new URL(`../${ADAPTER}/action.yml`, import.meta.url), 'utf8');
  const head = `# Written by \`npm run generate\` from ${ADAPTER}/action.yml.\n`;
  return head + action.replace(/^( {2}(?:main|post): )(dist\/)/gm, `$1${ADAPTER}/$2`);
}
