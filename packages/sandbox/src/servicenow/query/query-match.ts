import { refuseAbsentColumn, refuseAbsentTable } from '../database/absent-columns.ts';
import { displayColumn, type Table } from '../database/dictionary.ts';
import { type ReferenceSource, referencedRow } from '../database/reference.ts';
import type { Row } from '../database/row-store.ts';
import { compareValues } from '../database/value-order.ts';
import type { AllOf, EncodedQuery, Order } from './encoded-query.ts';
import { type ConditionContext, conditionTest, type Field } from './query-conditions.ts';
import { isScript } from './user-functions.ts';

type TableSource = ReferenceSource & ConditionContext['database'];

/** What a query needs to know beside its table. */
export interface QueryContext extends ConditionContext {
  readonly database: TableSource;
}

/** A query whose fields are resolved against one table. */
export interface PreparedQuery {
  readonly matches: (row: Row) => boolean;
  /** undefined when the query has no ORDERBY */
  readonly compare: ((a: Row, b: Row) => number) | undefined;
  /** A condition that every row found must meet and that an index may answer. */
  readonly equals: readonly { readonly column: string; readonly value: string }[];
  /** Whether a condition names a field that does not exist; such conditions were left out. */
  readonly invalid: boolean;
}

type FieldOf = (path: string) => Field | null;

/**
 * Resolves the fields of a query against one table.
 * @throws UnsupportedQueryError
 */
export function prepareQuery(query: EncodedQuery, table: Table, context: QueryContext): PreparedQuery {
  let invalid = false;
  const field: FieldOf = (path) => {
    const found = resolveField(path, table, context.database);
    if (found === null) invalid = true;
    return found;
  };
  const alternatives = query.alternatives.map((groups) => prepareAll(groups, field, context));
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

function prepareAll(groups: AllOf, field: FieldOf, context: QueryContext): (row: Row) => boolean {
  const all = groups
    .map((group) =>
      group.flatMap((condition) => {
        const found = field(condition.field);
        const test = found && conditionTest(condition, found, field, context);
        return test === null ? [] : [test];
      }),
    )
    .filter((tests) => tests.length > 0);
  return (row) => all.every((tests) => tests.some((holds) => holds(row)));
}

function equality(group: AllOf[number]): { column: string; value: string }[] {
  const [condition, ...others] = group;
  if (condition === undefined || others.length > 0) return [];
  const { field, operator, value } = condition;
  return operator === '=' && value !== '' && !isScript(value) ? [{ column: field, value }] : [];
}

/**
 * Follows a dot-walk through reference columns.
 *
 * @fact A dot-walk through a reference to a record that is gone | reads empty: `change.sys_idISEMPTY` finds it |
 * source | base script ImportSetCleaner, which so finds rows without their import set
 *
 * @returns null when a part of it does not exist
 */
function resolveField(path: string, table: Table, database: TableSource): Field | null {
  const [name = '', ...rest] = path.split('.');
  const column = table.columns.get(name);
  if (column === undefined) {
    refuseAbsentColumn(database, table.name, name);
    return null;
  }
  const target = column.reference === null ? undefined : database.table(column.reference);
  if (rest.length === 0) {
    const read = (row: Row): string => row[name] ?? '';
    if (target === undefined) return { column, read, readText: read };
    const readText = (row: Row): string =>
      referencedRow(database, column, read(row))?.[displayColumn(target)] ?? '';
    return { column, read, readText };
  }
  if (column.reference !== null && target === undefined) refuseAbsentTable(column.reference);
  const inner = target && resolveField(rest.join('.'), target, database);
  if (!inner) return null;
  const through = (read: Field['read']) => (row: Row) => {
    const referenced = referencedRow(database, column, row[name] ?? '');
    return referenced === null ? '' : read(referenced);
  };
  return { column: inner.column, read: through(inner.read), readText: through(inner.readText) };
}

function prepareOrder(order: Order, field: FieldOf): ((a: Row, b: Row) => number) | null {
  const found = field(order.field);
  if (found === null) return null;
  const sign = order.descending ? -1 : 1;
  return (a, b) => sign * compareValues(found.column, found.read(a), found.read(b));
}

function firstDifference(compares: readonly ((a: Row, b: Row) => number)[], a: Row, b: Row): number {
  for (const compare of compares) {
    const difference = compare(a, b);
    if (difference !== 0) return difference;
  }
  return 0;
}
