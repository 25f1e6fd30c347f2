/**
 * `npm test`: sets up, builds, checks and tests everything, and ends with `N passed, N failed`.
 * The counts come from the reports that each package's vitest leaves, cached runs included.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { install, ROOT, run, say } from './workspace.mjs';

await install();
say('Building, checking and testing (cached when nothing has changed) ...');
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

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const report of reports()) {
  counts.passed += report.numPassedTests;
  // A file that cannot be loaded has no tests to count, and is a failure all the same.
  counts.failed +=
    report.numFailedTests +
    report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
      .length;
  counts.skipped += report.numPendingTests;
  for (const test of report.testResults.flatMap((file) => file.assertionResults)) {
    if (test.status === 'pending' || test.status === 'skipped') say(`SKIPPED: ${test.fullName}`);
  }
}
if (status !== 0 && counts.failed === 0) {
  say('A build, check or test task failed before it could count its tests; its output is above.');
  counts.failed = 1;
}
say(
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
);
process.exit(status);

function folders() {
  return ['packages', 'adapters', '.'].flatMap((parent) =>
    readdirSync(join(ROOT, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(ROOT, parent, entry.name)),
  );
}

function reports() {
  return folders()
    .map((folder) => join(folder, 'reports', 'vitest.json'))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')));
}
