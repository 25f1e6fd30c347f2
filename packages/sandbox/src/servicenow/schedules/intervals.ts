/** Stretches of time, each from `start` up to but without `end`, in milliseconds since 1970. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** What merely touches does not overlap. */
export function overlap(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** In order, without overlaps. */
export function union(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const next of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || next.start > last.end) merged.push(next);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
  }
  return merged;
}

/** What is in both. */
export function intersection(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  return a.flatMap((one) =>
    b
      .filter((other) => overlap(one, other))
      .map((other) => ({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) })),
  );
}

/** What of `from` none of the others takes away. */
export function difference(from: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
  return others.reduce<readonly Interval[]>(
    (left, taken) =>
      left.flatMap((one) => {
        if (!overlap(one, taken)) return [one];
        const parts = [
          { start: one.start, end: taken.start },
          { start: taken.end, end: one.end },
        ];
        return parts.filter(({ start, end }) => start < end);
      }),
    from,
  );
}
