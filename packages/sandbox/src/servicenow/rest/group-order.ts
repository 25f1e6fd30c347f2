import type { Row } from '../database/database.ts';
import { AGGREGATES, aggregate, compareResults } from './aggregates.ts';
import { notImplemented } from './rest-error.ts';

/** Rows that have the same values in the fields of `sysparm_group_by`. */
export interface Group {
  readonly values: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
}

/**
 * @param orderBy `sysparm_order_by`: `COUNT`, `AVG^risk` or a grouped field; `^DESC` turns it; commas between several
 * @throws RestError 501 for an order that is none of these
 */
export function ordered(groups: readonly Group[], orderBy: readonly string[]): Group[] {
  const orders = orderBy.map((term) => {
    const descending = term.endsWith('^DESC');
    const key = keyOf(term.replace(/\^DESC$/, ''), groups);
    return { key, sign: descending ? -1 : 1 };
  });
  return groups.toSorted((a, b) => {
    for (const { key, sign } of orders) {
      const order = compareResults(key(a), key(b));
      if (order !== 0) return sign * order;
    }
    return 0;
  });
}

function keyOf(term: string, groups: readonly Group[]): (group: Group) => string {
  const [first = '', field] = term.split('^');
  if (first.toUpperCase() === 'COUNT') return ({ rows }) => String(rows.length);
  const name = AGGREGATES.find((one) => one === first.toLowerCase());
  if (name !== undefined && field !== undefined) return ({ rows }) => aggregate(name, rows, field);
  if (field !== undefined || groups.some(({ values }) => !(term in values))) {
    throw notImplemented(`sysparm_order_by=${term}`);
  }
  return ({ values }) => values[term] ?? '';
}
