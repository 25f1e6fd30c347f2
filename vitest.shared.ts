import { defineConfig } from 'vitest/config';

/** More than any test takes on a machine that is busy with other things: only what hangs is ended by it. */
const TEST_TIMEOUT_MS = 300_000;

/** What every package's tests have in common: one JSON report each, which `npm test` adds up. */
export default defineConfig({
  test: {
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/vitest.json' },
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    expect: { requireAssertions: true, poll: { timeout: TEST_TIMEOUT_MS / 3, interval: 20 } },
    // The files of a package share a process: loading the same modules for each takes a third of the time.
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // vitest leaves one core idle, which on two is half of the machine.
    maxWorkers: '100%',
  },
});
