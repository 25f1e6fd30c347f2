import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ACTION_YML, generate } from './generate.ts';

it('action.yml says what core declares (`npm run generate` writes it)', () => {
  const manifest = readFileSync(ACTION_YML, 'utf8');
  expect(manifest).toBe(generate(manifest));
});
