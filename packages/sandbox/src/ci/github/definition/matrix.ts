/** The jobs of a matrix (GitHub docs, "Running variations of jobs in a workflow"). */
import { z } from 'zod';

export type MatrixValue = string | number | boolean;

type Combination = Record<string, MatrixValue>;

const value = z.union([z.string(), z.number(), z.boolean()]);
const combinations = z.array(z.record(z.string(), value)).default([]);

/** `matrix:`, with what `include` and `exclude` say apart from the lists of values. */
export const matrix = z
  .object(
    { include: combinations, exclude: combinations },
    { error: "the sandbox's GitHub does not implement an expression as a `matrix`" },
  )
  .catchall(z.array(value).min(1))
  .transform(({ include, exclude, ...lists }) => ({
    lists: lists as Record<string, MatrixValue[]>,
    include,
    exclude,
  }));

/**
 * Every combination of the lists' values but the excluded ones, then what is included: into each combination of which
 * it changes no value of the lists, or, where there is none, as one of its own.
 * @param definition undefined for a job without a matrix, which is one job
 */
export function matrixCombinations(definition: z.output<typeof matrix> | undefined): Combination[] {
  if (definition === undefined) return [{}];
  const lists = Object.entries(definition.lists);
  let combined: Combination[] = lists.length === 0 ? [] : [{}];
  for (const [name, values] of lists) {
    combined = combined.flatMap((one) => values.map((each) => ({ ...one, [name]: each })));
  }
  const kept = combined.filter((one) => !definition.exclude.some((part) => agrees(one, part)));
  const results = kept.map((original) => ({ original, all: { ...original } }));
  const added: Combination[] = [];
  for (const extra of definition.include) {
    const known = Object.entries(extra).filter(([name]) => Object.hasOwn(definition.lists, name));
    const takers = results.filter(({ original }) => agrees(original, Object.fromEntries(known)));
    for (const { all } of takers) Object.assign(all, extra);
    if (takers.length === 0) added.push(extra);
  }
  return [...results.map(({ all }) => all), ...added];
}

function agrees(combination: Combination, part: Combination): boolean {
  return Object.entries(part).every(([name, each]) => combination[name] === each);
}
