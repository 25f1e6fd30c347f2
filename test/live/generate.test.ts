import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fill, PAGES, urlOf } from './generate.ts';

it.each(PAGES)('$page has its block "$block" (`npm run generate` writes it)', ({ page, block, content }) => {
  const text = readFileSync(urlOf(page), 'utf8');
  expect(text).toBe(fill(text, block, content()));
});
