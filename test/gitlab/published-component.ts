/** The component as `publish.ts` writes it into a project of its own, without the image, which takes Docker. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { publish } from '../../adapters/gitlab-component/publish.ts';
import { VERSION } from '../../scripts/release/names.mjs';

const IMAGE = 'registry.example.com/change-gate/gitlab-component';
const DIGEST = `sha256:${'c0ffee00'.repeat(8)}`;

/** As the published template names it. */
export const PUBLISHED_IMAGE = `${IMAGE}:${VERSION}@${DIGEST}`;

export function publishTo(folder: string): void {
  publish(folder, {
    project: 'change-gate/gitlab-component',
    image: IMAGE,
    digest: DIGEST,
    cliDigest: DIGEST,
  });
}

/** Text by path. */
export function publishedFiles(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-component-'));
  publishTo(folder);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path), readFileSync(path, 'utf8')] as const);
  rmSync(folder, { recursive: true });
  return Object.fromEntries(files);
}
