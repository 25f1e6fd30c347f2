import type { Column } from '../database/dictionary.ts';
import type { Row } from '../database/row-store.ts';
import { equality } from '../database/text-case.ts';
import { compareValues, isNumber } from '../database/value-order.ts';
import { type Condition, UnsupportedQueryError } from './encoded-query.ts';
import { conditionValue, type QueryUser } from './user-functions.ts';

/** A field of a table, or of one that it refers to. */
export interface Field {
  readonly column: Column;
  readonly read: (row: Row) => string;
  /** What text operators see: of a reference, the name of what it refers to. */
  readonly readText: (row: Row) => string;
}

export type Test = (row: Row) => boolean;

/** What a condition depends on, beside its field. */
export interface ConditionContext {
  readonly database: { isA(table: string, ancestor: string): boolean };
  readonly user: QueryUser | undefined;
  /** Whether text in another case is the same. */
  readonly ignoresCase: boolean;
  /** Whether an empty number is compared as 0. */
  readonly emptyIsZero: boolean;
}

/**
 * One condition, ready for rows.
 * @param fieldOf finds the other field of a condition that compares two
 * @returns null when there is no such field
 * @throws UnsupportedQueryError
 */
export function conditionTest(
  condition: Condition,
  field: Field,
  fieldOf: (path: string) => Field | null,
  context: ConditionContext,
): Test | null {
  const { operator, value } = condition;
  const { column, readText } = field;
  const { ignoresCase } = context;
  const isZero = context.emptyIsZero && isNumber(column) && !operator.includes('EMPTY');
  const read: Field['read'] = isZero ? (row) => field.read(row) || '0' : field.read;
  const fold = (text: string): string => (ignoresCase ? text.toLowerCase() : text);
  const order = (a: string, b: string): number => compareValues(column, a, b);
  const wanted = (text = value): string => comparable(conditionValue(text, context.user), column);
  const compared = (holds: (difference: number) => boolean): Test => {
    const bound = wanted();
    return present(read, (held) => holds(order(held, bound)));
  };
  const withOther = (holds: (difference: number) => boolean): Test | null => {
    if (value.includes('@'))
      throw new UnsupportedQueryError(`The sandbox does not implement ${operator}${value}`);
    const other = fieldOf(value);
    return other && ((row) => holds(order(read(row), other.read(row))));
  };
  switch (operator) {
    case '=': {
      const isWanted = equality(wanted(), ignoresCase);
      return (row) => isWanted(read(row));
    }
    case '!=': {
      const isWanted = equality(wanted(), ignoresCase);
      return (row) => !isWanted(read(row));
    }
    case 'IN': {
      const listed = new Set(value.split(',').map((item) => fold(wanted(item))));
      return (row) => listed.has(fold(read(row)));
    }
    case 'NOT IN': {
      const listed = new Set(value.split(',').map((item) => fold(wanted(item))));
      return (row) => !listed.has(fold(read(row)));
    }
    case 'ISEMPTY':
    case 'EMPTYSTRING':
      return (row) => read(row) === '';
    case 'ISNOTEMPTY':
      return (row) => read(row) !== '';
    case 'ANYTHING':
      return () => true;
    case 'LIKE':
    case 'CONTAINS':
    case '*':
      return (row) => fold(readText(row)).includes(fold(value));
    case 'NOTLIKE':
    case 'NOT LIKE':
    case '!*':
      return (row) => !fold(readText(row)).includes(fold(value));
    case 'STARTSWITH':
      return (row) => fold(readText(row)).startsWith(fold(value));
    case 'ENDSWITH':
    case '%':
      return (row) => fold(readText(row)).endsWith(fold(value));
    case 'INSTANCEOF':
      return (row) => context.database.isA(read(row), value);
    case 'BETWEEN': {
      const [from = '', to = ''] = value.split('@').map((bound) => wanted(bound));
      return present(read, (held) => order(held, from) >= 0 && order(held, to) <= 0);
    }
    case '>':
      return compared((difference) => difference > 0);
    case '>=':
      return compared((difference) => difference >= 0);
    case '<':
      return compared((difference) => difference < 0);
    case '<=':
      return compared((difference) => difference <= 0);
    case 'GT_FIELD':
      return withOther((difference) => difference > 0);
    case 'LT_FIELD':
      return withOther((difference) => difference < 0);
    case 'GT_OR_EQUALS_FIELD':
      return withOther((difference) => difference >= 0);
    case 'LT_OR_EQUALS_FIELD':
      return withOther((difference) => difference <= 0);
    case 'SAMEAS':
      return withOther((difference) => difference === 0);
    case 'NSAMEAS':
      return withOther((difference) => difference !== 0);
  }
}

/** An empty value is neither more nor less than anything. */
function present(read: Field['read'], holds: (value: string) => boolean): Test {
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
