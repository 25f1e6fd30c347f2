import { defineConfig } from 'vitest/config';

/** What every package's tests have in common: one JSON report each, which `npm test` adds up. */
export default defineConfig({
  test: {
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/vitest.json' },
    testTimeout: 30_000,
    restoreMocks: true,
    // vitest leaves one core idle, which on two is half of the machine.
    maxWorkers: '100%',
  },
});
