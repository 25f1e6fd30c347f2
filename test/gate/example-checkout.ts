import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** examples/github, a repository as people have it. */
export const EXAMPLE = fileURLToPath(new URL('../../examples/github/', import.meta.url));

/** A new folder that stands for actions/checkout, and gives the job the example's files: the sandbox has no repository. */
export function exampleCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-checkout-'));
  writeFileSync(
    join(folder, 'action.yml'),
    `name: Checkout
description: Gives the example's files.
inputs: { fetch-depth: { description: Commits } }
runs: { using: node24, main: index.js }
`,
  );
  writeFileSync(
    join(folder, 'index.js'),
    `require('node:fs').cpSync(${JSON.stringify(EXAMPLE)}, process.env.GITHUB_WORKSPACE, { recursive: true });\n`,
  );
  return folder;
}
