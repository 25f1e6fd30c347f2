/**
 * Encoded queries (ServiceNow SDK manual): `active=true^stateIN-5,-4^ORpriority=1^ORDERBYDESCnumber`.
 *
 * `^` is "and"; `^OR` binds to the condition before it; `^NQ` starts another query whose rows are added.
 * There is no escape for `^`: a value that holds one is cut there, as in ServiceNow.
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

/** Longer ones first where one begins as another does. */
const OPERATORS = [
  'ISNOTEMPTY',
  'ISEMPTY',
  'STARTSWITH',
  'ENDSWITH',
  'NOT IN',
  'NOTLIKE',
  'LIKE',
  'BETWEEN',
  'ON',
  'IN',
  '!=',
  '>=',
  '<=',
  '=',
  '>',
  '<',
] as const;

const CONDITION = new RegExp(`^([a-z0-9_.]+)(${OPERATORS.join('|')})(.*)$`, 's');
const OTHER_OPERATOR = /^[a-z0-9_.]+([A-Z][A-Z_ ]+)/;

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
    if (term.startsWith('GROUPBY')) throw new UnsupportedQueryError('The sandbox does not implement GROUPBY');
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
  if (value.includes('javascript:')) {
    throw new UnsupportedQueryError(`The sandbox does not evaluate javascript: in a query (${field})`);
  }
  return { field, operator, value };
}
