import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { factsOf, generate, instanceSources, PAGE } from './generate.ts';
import { SWITCHES } from './src/servicenow/behaviours/switches.ts';

const SOURCES = instanceSources();

it('docs/sandbox.md has every fact and every switch (`npm run generate` writes it)', () => {
  const page = readFileSync(PAGE, 'utf8');
  expect(page).toBe(generate(page));
});

it.each(Object.keys(SWITCHES))('the switch %s changes something', (name) => {
  const reads = SOURCES.filter(
    ({ file, text }) => !file.startsWith('behaviours/') && new RegExp(`\\b${name}\\b`).test(text),
  );
  expect(reads).not.toEqual([]);
});

it('a belief is a switch or a fact, not a remark in a comment', () => {
  const remarks = SOURCES.flatMap(({ file, text }) => {
    const outside = text.replaceAll(/@fact .*(\n *(\*|\/\/) +(?!@)\S.*)*/g, '');
    const found = /^ *(\/\*)?[*/]{1,2} .*\b(unverified|unproven|belief|third.party|undocumented)\b.*/im.exec(
      outside,
    );
    return found === null || file.startsWith('behaviours/') ? [] : [`${file}: ${found[0].trim()}`];
  });
  expect(remarks).toEqual([]);
});

it('no two lines are about the same', () => {
  const behaviours = SOURCES.flatMap(factsOf).map(([behaviour]) => behaviour);
  expect(behaviours).toEqual([...new Set(behaviours)]);
});

it.each([
  ['/** @fact A | b | documented | c_Page */', ['A', 'b', 'documented', 'c_Page']],
  ['/**\n * @fact A b\n *   c | d | belief | e\n * @returns f\n */', ['A b c', 'd', 'belief', 'e']],
  ['  // @fact A | b |\n  // third party | e\n  return 1;', ['A', 'b', 'third party', 'e']],
])('reads a fact in %j', (text, fact) => {
  expect(factsOf({ file: 'a.ts', text })).toEqual([fact]);
});

it.each(['A | b | documented', 'A | b | certain | c'])('refuses the fact %s', (fact) => {
  expect(() => factsOf({ file: 'a.ts', text: `/** @fact ${fact} */` })).toThrow('a.ts: "@fact A');
});
