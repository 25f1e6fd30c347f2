/** What docs/sandbox.md shows is what runs. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const GUIDE = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

it('shows the test that runs beside this one', () => {
  const shown = /```ts\n([\s\S]*?)```/.exec(GUIDE)?.[1];
  expect(shown).toBe(readFileSync(new URL('./usage.test.ts', import.meta.url), 'utf8'));
});
