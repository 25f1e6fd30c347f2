/**
 * `npm test`: sets up, builds, checks and tests everything, and ends with `N passed, N failed`.
 * The counts come from the reports that each package's vitest leaves, cached runs included.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { countTests } from './test-counts.mjs';
import { install, print, ROOT, run } from './workspace.mjs';

await install();
print('Building, checking and testing (cached when nothing has changed) ...');
// What is left of an earlier run must not be counted; a cached task puts its report back.
for (const folder of folders()) rmSync(join(folder, 'reports'), { recursive: true, force: true });
const status = run([
  'turbo',
  'run',
  'build',
  'check',
  'test',
  '--continue',
  '--concurrency=100%',
  '--output-logs=new-only',
]);

const counts = countTests(reports());
for (const remark of counts.remarks) print(remark);
if (status !== 0 && counts.failed === 0) {
  print('A build, check or test task failed before it could count its tests; its output is above.');
  counts.failed = 1;
}
print(
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
);
process.exit(counts.failed > 0 ? 1 : status);

function folders() {
  return ['packages', 'adapters', '.'].flatMap((parent) =>
    readdirSync(join(ROOT, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(ROOT, parent, entry.name)),
  );
}

/** By package, of those that have tests. */
function reports() {
  const tested = folders().filter((folder) => {
    const file = join(folder, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).scripts?.test !== undefined;
  });
  return Object.fromEntries(
    tested.map((folder) => {
      const file = join(folder, 'reports', 'vitest.json');
      const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
      return [relative(ROOT, folder), report];
    }),
  );
}
