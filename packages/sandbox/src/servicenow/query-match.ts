import type { Column, Table } from './dictionary.ts';
import type { AllOf, Condition, EncodedQuery, Order } from './encoded-query.ts';
import type { Row } from './row-store.ts';

/** What a query needs of the database in order to follow references. */
export interface QueryContext {
  table(name: string): Table | undefined;
  get(table: string, sysId: string): Row | null;
}

/** A query made ready for one table. */
export interface PreparedQuery {
  readonly matches: (row: Row) => boolean;
  /** undefined when the query has no ORDERBY */
  readonly compare: ((a: Row, b: Row) => number) | undefined;
  /** A condition that every row found must meet and that an index may answer. */
  readonly equals: readonly { readonly column: string; readonly value: string }[];
  /** Whether a condition names a field that does not exist; such conditions were left out. */
  readonly invalid: boolean;
}

interface Field {
  readonly column: Column;
  readonly read: (row: Row) => string;
}

export function prepareQuery(query: EncodedQuery, table: Table, context: QueryContext): PreparedQuery {
  let invalid = false;
  const field = (path: string): Field | null => {
    const found = resolveField(path, table, context);
    if (found === null) invalid = true;
    return found;
  };
  const alternatives = query.alternatives.map((groups) => prepareAll(groups, field));
  const orders = query.orders
    .map((order) => prepareOrder(order, field))
    .filter((compare) => compare !== null);
  const [only, ...others] = query.alternatives;
  return {
    matches: (row) => alternatives.some((all) => all(row)),
    compare: orders.length === 0 ? undefined : (a, b) => firstDifference(orders, a, b),
    equals: only === undefined || others.length > 0 ? [] : only.flatMap(equality),
    invalid,
  };
}

function prepareAll(groups: AllOf, field: (path: string) => Field | null): (row: Row) => boolean {
  const all = groups
    .map((group) =>
      group.flatMap((condition) => {
        const found = field(condition.field);
        return found === null ? [] : [test(condition, found)];
      }),
    )
    .filter((tests) => tests.length > 0);
  return (row) => all.every((tests) => tests.some((holds) => holds(row)));
}

function equality(group: AllOf[number]): { column: string; value: string }[] {
  const [condition, ...others] = group;
  if (condition === undefined || others.length > 0) return [];
  if (condition.operator !== '=' || condition.value === '') return [];
  return [{ column: condition.field, value: condition.value }];
}

/** Follows a dot-walk through reference columns. @returns null when a part of it does not exist */
export function resolveField(path: string, table: Table, context: QueryContext): Field | null {
  const [name = '', ...rest] = path.split('.');
  const column = table.columns.get(name);
  if (column === undefined) return null;
  if (rest.length === 0) return { column, read: (row) => row[name] ?? '' };
  const reference = column.reference;
  const target = reference === null ? undefined : context.table(reference);
  if (reference === null || target === undefined) return null;
  const inner = resolveField(rest.join('.'), target, context);
  if (inner === null) return null;
  return {
    column: inner.column,
    read: (row) => {
      const sysId = row[name] ?? '';
      const referenced = sysId === '' ? null : context.get(reference, sysId);
      return referenced === null ? '' : inner.read(referenced);
    },
  };
}

function test({ operator, value }: Condition, { column, read }: Field): (row: Row) => boolean {
  const wanted = comparable(value, column);
  const listed = new Set(value.split(',').map((item) => comparable(item, column)));
  const [from = '', to = ''] = value.split('@');
  const order = comparison(column);
  switch (operator) {
    case '=':
      return (row) => read(row) === wanted;
    case '!=':
      return (row) => read(row) !== wanted;
    case 'IN':
      return (row) => listed.has(read(row));
    case 'NOT IN':
      return (row) => !listed.has(read(row));
    case 'ISEMPTY':
      return (row) => read(row) === '';
    case 'ISNOTEMPTY':
      return (row) => read(row) !== '';
    case 'LIKE':
      return (row) => read(row).includes(value);
    case 'NOTLIKE':
      return (row) => !read(row).includes(value);
    case 'STARTSWITH':
      return (row) => read(row).startsWith(value);
    case 'ENDSWITH':
      return (row) => read(row).endsWith(value);
    // The list builder writes ON as `2026-01-31@start@end`; the day alone says it all.
    case 'ON':
      return (row) => read(row).slice(0, 10) === from;
    case 'BETWEEN':
      return present(read, (held) => order(held, from) >= 0 && order(held, to) <= 0);
    case '>':
      return present(read, (held) => order(held, wanted) > 0);
    case '>=':
      return present(read, (held) => order(held, wanted) >= 0);
    case '<':
      return present(read, (held) => order(held, wanted) < 0);
    case '<=':
      return present(read, (held) => order(held, wanted) <= 0);
  }
}

/** An empty value is neither more nor less than anything. */
function present(read: (row: Row) => string, holds: (value: string) => boolean): (row: Row) => boolean {
  return (row) => {
    const value = read(row);
    return value !== '' && holds(value);
  };
}

/** Queries may give booleans as `1` and `0`. */
function comparable(value: string, column: Column): string {
  if (column.type !== 'boolean') return value;
  return value === '1' || value === 'true' ? 'true' : 'false';
}

function comparison(column: Column): (a: string, b: string) => number {
  if (column.type === 'integer') return (a, b) => Number(a) - Number(b);
  return (a, b) => (a < b ? -1 : a > b ? 1 : 0);
}

function prepareOrder(
  order: Order,
  field: (path: string) => Field | null,
): ((a: Row, b: Row) => number) | null {
  const found = field(order.field);
  if (found === null) return null;
  const compare = comparison(found.column);
  const sign = order.descending ? -1 : 1;
  return (a, b) => sign * compare(found.read(a), found.read(b));
}

function firstDifference(compares: readonly ((a: Row, b: Row) => number)[], a: Row, b: Row): number {
  for (const compare of compares) {
    const difference = compare(a, b);
    if (difference !== 0) return difference;
  }
  return 0;
}
