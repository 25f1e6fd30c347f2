import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ACTION_YML, generate } from './generate.ts';

const MANIFEST = readFileSync(ACTION_YML, 'utf8');

it('action.yml says what core declares (`npm run generate` writes it)', () => {
  expect(MANIFEST).toBe(generate(MANIFEST));
});

it("action.yml describes itself in less than the 125 characters that GitHub's Marketplace takes", () => {
  const [, description = ''] = /^description: (.*)$/m.exec(MANIFEST) ?? [];
  expect(description).toMatch(/^[A-Z].{20,123}$/);
});
