/** How `npm test` counts: by the reports that a run of vitest has left. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countTests } from '../../scripts/test-counts.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const FILES = {
  'some.test.ts': `import { expect, it } from 'vitest';
let attempts = 0;
it('passes', () => { expect(1).toBe(1); });
it('fails', () => { expect(1).toBe(2); });
it('is lucky', { retry: 1 }, () => { expect(++attempts).toBe(2); });
it('checks nothing', () => {});
it.skip('is skipped', () => {});
it.todo('is to be written');`,
  'none.test.ts': 'export {};',
  'skipped.test.ts': `import { describe } from 'vitest';\ndescribe.skip('nothing', () => {});`,
  'vitest.config.ts': `import shared from '${ROOT}vitest.shared.ts';\nexport default shared;`,
};

const folder = mkdtempSync(join(tmpdir(), 'change-gate-counts-'));
let report: unknown;

beforeAll(() => {
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  spawnSync(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run'], { cwd: folder });
  report = JSON.parse(readFileSync(join(folder, 'reports/vitest.json'), 'utf8'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('counts as passed what passed at its first attempt, checked something and was not skipped', () => {
  const { remarks, ...counts } = countTests({ 'packages/one': report });
  expect(counts).toEqual({ passed: 1, failed: 5, skipped: 2 });
  expect(remarks.toSorted()).toEqual([
    expect.stringMatching(/^NO TESTS: .*none\.test\.ts$/),
    expect.stringMatching(/^NO TESTS: .*skipped\.test\.ts$/),
    'PASSED ONLY WHEN IT WAS TRIED AGAIN: is lucky',
    'SKIPPED: is skipped',
    'SKIPPED: is to be written',
  ]);
});

it('counts a package that reported nothing as a failure', () => {
  expect(countTests({ 'packages/two': undefined })).toMatchObject({
    passed: 0,
    failed: 1,
    remarks: ['NO TESTS: packages/two has reported none'],
  });
});
