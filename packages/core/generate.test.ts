import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generate, REFERENCE } from './generate.ts';

it('docs/reference.md says what core declares (`npm run generate` writes it)', () => {
  const page = readFileSync(REFERENCE, 'utf8');
  expect(page).toBe(generate(page));
});
