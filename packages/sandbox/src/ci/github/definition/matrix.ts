/** The jobs of a matrix: every combination of its values. */
export type MatrixValue = string | number | boolean;

/** @param matrix undefined for a job without one, which is one job */
export function matrixCombinations(
  matrix: Readonly<Record<string, readonly MatrixValue[]>> | undefined,
): Record<string, MatrixValue>[] {
  let combinations: Record<string, MatrixValue>[] = [{}];
  for (const [name, values] of Object.entries(matrix ?? {})) {
    combinations = combinations.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
  }
  return combinations;
}
