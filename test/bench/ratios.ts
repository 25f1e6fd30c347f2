/** The ratios of one round each: the middle one, and the lowest and highest in parentheses, `0.62 (0.58 to 0.70, 21 rounds)`. */
export function ratiosText(ratios: readonly number[], what = ''): string {
  const sorted = ratios.toSorted((a, b) => a - b);
  const [low, median, high] = [0, sorted.length >> 1, sorted.length - 1].map((index) =>
    (sorted[index] ?? 0).toFixed(2),
  );
  return `${median}${what} (${low} to ${high}, ${sorted.length} rounds)`;
}
