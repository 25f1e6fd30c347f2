/**
 * `npm run release -- --dry-run` makes all that a release consists of, in `release/`, and says what would go where.
 * `npm run release -- --step STEP` does one step; `.github/workflows/release.yml` runs them, docs/releases.md tells of them:
 *
 * - `plan`: prints what is due, `version`, `release` or `nothing`, and the version
 * - `version`: raises the version by the changesets, and writes CHANGELOG.md and all that names the version
 * - `pack`: builds, and lays everything out in `release/`
 * - `npm`, `github`: publish what is laid out
 * - `image`: refuses what they refuse, and a version that is released: Docker would overwrite its image without a question
 */
import { install, run } from './workspace.mjs';

// The steps load TypeScript. The jobs that publish have a Node that can, and install nothing.
if (process.features.typescript) await import('./release/steps.mjs');
else {
  await install();
  process.exitCode = run(['node', 'scripts/release/steps.mjs', ...process.argv.slice(2)]);
}
