/** The jobs that GitLab makes of one with `parallel` (lib/gitlab/ci/config/normalizer.rb and the strategies below it). */

export interface Instance {
  readonly name: string;
  /** What tells it from the others: the values of the matrix, and its position. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * @fact The jobs of one with `parallel` | `deploy 1/2` for a number, `deploy: [eu, prod]` for a matrix; who needs `deploy` needs them
 *   all, unless `needs: parallel: matrix` names some | source | lib/gitlab/ci/config/normalizer.rb, normalizer/matrix_strategy.rb
 * @param parallel of the job `name`, or of what is needed of it: a number, or a matrix
 */
export function instancesOf(name: string, parallel: unknown): Instance[] {
  const matrix = (parallel as { readonly matrix?: Matrix }).matrix;
  if (matrix === undefined) {
    const total = Number(parallel);
    return Array.from({ length: total }, (_, index) => ({
      name: `${name} ${index + 1}/${total}`,
      variables: position(index, total),
    }));
  }
  const combinations = matrix.flatMap((values) => combine(Object.entries(values)));
  return combinations.map((values, index) => ({
    name: `${name}: [${Object.values(values).join(', ')}]`,
    variables: { ...values, ...position(index, combinations.length) },
  }));
}

type Matrix = readonly Readonly<Record<string, unknown>>[];

function combine([first, ...rest]: readonly (readonly [string, unknown])[]): Record<string, string>[] {
  if (first === undefined) return [{}];
  const [name, values] = first;
  return [values]
    .flat()
    .flatMap((value) => combine(rest).map((more) => ({ [name]: String(value), ...more })));
}

function position(index: number, total: number): Record<string, string> {
  return { CI_NODE_INDEX: String(index + 1), CI_NODE_TOTAL: String(total) };
}
