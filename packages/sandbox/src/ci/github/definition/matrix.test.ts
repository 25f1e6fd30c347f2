import { expect, it } from 'vitest';
import { matrix, matrixCombinations } from './matrix.ts';

const combine = (definition: unknown) => matrixCombinations(matrix.parse(definition));

it("includes as GitHub's documentation shows it", () => {
  // docs.github.com, "Expanding or adding matrix configurations"
  const combined = combine({
    fruit: ['apple', 'pear'],
    animal: ['cat', 'dog'],
    include: [
      { color: 'green' },
      { color: 'pink', animal: 'cat' },
      { fruit: 'apple', shape: 'circle' },
      { fruit: 'banana' },
      { fruit: 'banana', animal: 'cat' },
    ],
  });
  expect(combined).toEqual([
    { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
    { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
    { fruit: 'pear', animal: 'cat', color: 'pink' },
    { fruit: 'pear', animal: 'dog', color: 'green' },
    { fruit: 'banana' },
    { fruit: 'banana', animal: 'cat' },
  ]);
});

it('is what is included alone when there are no lists', () => {
  expect(combine({ include: [{ site: 'production' }, { site: 'staging' }] })).toEqual([
    { site: 'production' },
    { site: 'staging' },
  ]);
});

it('leaves out what is excluded before it includes', () => {
  const definition = { os: ['a', 'b'], version: [1, 2], exclude: [{ os: 'a', version: 1 }, { os: 'b' }] };
  expect(combine(definition)).toEqual([{ os: 'a', version: 2 }]);
  expect(combine({ ...definition, include: [{ os: 'b', version: 1 }] })).toEqual([
    { os: 'a', version: 2 },
    { os: 'b', version: 1 },
  ]);
});
