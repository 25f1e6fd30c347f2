/**
 * Encoded queries: `active=true^stateIN-5,-4^ORpriority=1^ORDERBYDESCnumber`. What
 * `javascript:` in a value gives is worked out when the query is made ready for a table.
 *
 * `^` is "and"; `^OR` binds to the condition before it; `^NQ` starts another query whose rows are added.
 * @fact A `^` in a value of a query | ends the value: there is no escape | documented | SDK manual
 */

export type Operator = (typeof OPERATORS)[number];

export interface Condition {
  /** A column, or a dot-walk through references: `assignment_group.name`. */
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
}

/** Conditions of which one must hold. */
export type AnyOf = readonly Condition[];

/** Groups which must all hold. */
export type AllOf = readonly AnyOf[];

export interface Order {
  readonly field: string;
  readonly descending: boolean;
}

export interface EncodedQuery {
  /** A row is found when one of these holds. */
  readonly alternatives: readonly AllOf[];
  readonly orders: readonly Order[];
}

/** The query is one that ServiceNow would run and the sandbox does not. */
export class UnsupportedQueryError extends Error {
  override readonly name = 'UnsupportedQueryError';
}

/** ServiceNow docs, r_OpAvailableFiltersQueries. Longer ones first where one begins as another does. */
const OPERATORS = [
  'ISNOTEMPTY',
  'ISEMPTY',
  'EMPTYSTRING',
  'ANYTHING',
  'STARTSWITH',
  'ENDSWITH',
  'CONTAINS',
  'INSTANCEOF',
  'NOT IN',
  'NOT LIKE',
  'NOTLIKE',
  'NSAMEAS',
  'SAMEAS',
  'GT_OR_EQUALS_FIELD',
  'LT_OR_EQUALS_FIELD',
  'GT_FIELD',
  'LT_FIELD',
  'BETWEEN',
  'LIKE',
  'IN',
  '!=',
  '!*',
  '>=',
  '<=',
  '=',
  '>',
  '<',
  '*',
  '%',
] as const;

/** Begin as one of those does, and are not implemented. */
const OTHERS = ['IN_HIERARCHY_DYNAMIC', 'IN_HIERARCHY'];

const CONDITION = new RegExp(
  `^([a-z0-9_.]+)(?!${OTHERS.join('|')})(${OPERATORS.map((one) => one.replace('*', '\\*')).join('|')})(.*)$`,
  's',
);
const OTHER_OPERATOR = /^[a-z0-9_.]+(NOTON|ON|[A-Z][A-Z_ ]+)/;
const OTHER_CLAUSE = /^(RLQUERY|ENDRLQUERY|JOIN|SUBQUERY)/;

export function parseEncodedQuery(text: string): EncodedQuery {
  const alternatives: Condition[][][] = [[]];
  const orders: Order[] = [];
  for (let term of text.split('^')) {
    if (term === '' || term === 'EQ') continue;
    const order = /^ORDERBY(DESC)?(.+)$/.exec(term);
    if (order?.[2] !== undefined) {
      orders.push({ field: order[2], descending: order[1] !== undefined });
      continue;
    }
    // It groups lists on a page; an answer of records has no groups.
    if (term.startsWith('GROUPBY')) continue;
    const clause = OTHER_CLAUSE.exec(term)?.[1];
    if (clause !== undefined)
      throw new UnsupportedQueryError(`The sandbox does not implement ${clause} in a query`);
    if (term.startsWith('NQ')) {
      alternatives.push([]);
      term = term.slice(2);
    }
    const either = term.startsWith('OR');
    const condition = parseCondition(either ? term.slice(2) : term);
    if (condition === null) continue;
    const groups = alternatives.at(-1) as Condition[][];
    const last = groups.at(-1);
    if (either && last !== undefined) last.push(condition);
    else groups.push([condition]);
  }
  return { alternatives, orders };
}

/** @returns null for text that is no condition at all, which ServiceNow ignores */
function parseCondition(term: string): Condition | null {
  const match = CONDITION.exec(term);
  if (match === null) {
    const operator = OTHER_OPERATOR.exec(term)?.[1];
    if (operator !== undefined) {
      throw new UnsupportedQueryError(`The sandbox does not implement the query operator ${operator}`);
    }
    return null;
  }
  const [, field, operator, value] = match as unknown as [string, string, Operator, string];
  return { field, operator, value };
}
