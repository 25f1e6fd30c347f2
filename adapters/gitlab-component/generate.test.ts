import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generate, TEMPLATE_YML } from './generate.ts';

it('template.yml says what core declares (`npm run generate` writes it)', () => {
  const template = readFileSync(TEMPLATE_YML, 'utf8');
  expect(template).toBe(generate(template));
});
