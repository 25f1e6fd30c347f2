import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generate, STEP_YAML } from './generate.ts';

it('step.yaml says what core declares (`npm run generate` writes it)', () => {
  const manifest = readFileSync(STEP_YAML, 'utf8');
  expect(manifest).toBe(generate(manifest));
});
