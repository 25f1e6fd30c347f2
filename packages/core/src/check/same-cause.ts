/** One cause is one line: lines of a report that say the same of several things are told as one. */
import type { CheckLine } from './report.ts';

/** What several lines say, and of what. */
export interface Told extends Pick<CheckLine, 'detail' | 'remedy' | 'who' | 'breaks'> {
  readonly titles: readonly string[];
  readonly ids: readonly string[];
}

/** @param lines of one outcome @returns in the order of the first of each */
export function bySameCause(lines: readonly CheckLine[]): readonly Told[] {
  const groups = Map.groupBy(lines, ({ detail, remedy, who, breaks }) =>
    JSON.stringify([detail, remedy, who, breaks]),
  );
  return [...groups.values()].map((members) => {
    const [{ detail, remedy, who, breaks }] = members as [CheckLine];
    return {
      titles: members.map(({ title }) => title),
      ids: members.map(({ id }) => id),
      ...{ detail, remedy, who, breaks },
    };
  });
}
