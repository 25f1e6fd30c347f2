import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { factsOf, generate, PAGE, SERVERS, type Source, sourcesOf } from './generate.ts';

const SOURCES = SERVERS.flatMap(sourcesOf);

const SWITCHES = SERVERS.flatMap(({ switches }) => Object.keys(switches).map((name) => ({ name })));

const SETTINGS = SERVERS.flatMap(({ folder, switches }) =>
  Object.entries(switches).flatMap(([name, { settings }]) =>
    Object.keys(settings).map((setting) => ({ folder, name, setting })),
  ),
);

it('docs/sandbox-behaviours.md has every fact and every switch (`npm run generate` writes it)', () => {
  const page = readFileSync(PAGE, 'utf8');
  expect(page).toBe(generate(page));
});

it.each(SETTINGS)('a test in $folder sets $name to $setting', ({ folder, name, setting }) => {
  const tests = globSync(`src/${folder}/**/*.test.ts`).map((file) => readFileSync(file, 'utf8'));
  const sets = tests.filter((text) => text.includes(name) && text.includes(`'${setting}'`));
  expect(sets).not.toEqual([]);
});

/** What a file does that a client, a script or a pipeline can see. */
const IMPLEMENTS: Readonly<Record<string, (source: Source) => boolean>> = {
  'answers requests': ({ text }) =>
    /\bapp\.(get|post|put|patch|delete|on|all|use)\(|\bMiddlewareHandler\b/.test(text),
  'refuses something': ({ text }) =>
    /new (Rest|OAuth|Database|Review|Dispatch|Rerun)Error\(|\bfailure\(c,/.test(text),
  'acts on writes': ({ text }) => /\bdatabase\.(before|after)\(/.test(text),
  'is an object of scripts': ({ file, text }) => file.startsWith('glide/api/') && /^export class/m.test(text),
};

it.each(Object.entries(IMPLEMENTS))('a file that %s names a fact', (_, does) => {
  const implementing = SOURCES.filter(does);
  expect(implementing).not.toEqual([]);
  expect(implementing.filter((source) => factsOf(source).length === 0).map(({ file }) => file)).toEqual([]);
});

/** Switches on which nothing of the product depends, with the reason. */
const WITHOUT_SCENARIO: Readonly<Record<string, string>> = {
  uniqueOverDuplicates: "the app's unique columns are unique from its first import on",
};

it.each(SWITCHES)('a scenario of the product runs with $name', ({ name }) => {
  const scenarios = globSync('../../test/*/*.ts').map((file) => readFileSync(file, 'utf8'));
  const runs = scenarios.some((text) => new RegExp(`\\b${name}\\b`).test(text));
  expect(runs).toBe(!(name in WITHOUT_SCENARIO));
});

it('a belief is a switch or a fact, not a remark in a comment', () => {
  const remarks = SOURCES.flatMap(({ file, text }) => {
    const outside = text.replaceAll(/@fact .*(\n *(\*|\/\/) +(?!@)\S.*)*/g, '');
    const found =
      /^ *(\/\*)?[*/]{1,2} .*\b(unverified|unproven|belief|third.party|undocumented|not documented)\b.*/im.exec(
        outside,
      );
    return found === null ? [] : [`${file}: ${found[0].trim()}`];
  });
  expect(remarks).toEqual([]);
});

it('no two lines are about the same', () => {
  const behaviours = SERVERS.flatMap((server) =>
    sourcesOf(server).flatMap((source) =>
      factsOf(source).map(([behaviour]) => `${server.name}: ${behaviour}`),
    ),
  );
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
