import type { Column } from '../database/dictionary.ts';
import type { Row } from '../database/row-store.ts';
import { compareValues } from '../database/value-order.ts';
import { type Condition, UnsupportedQueryError } from './encoded-query.ts';
import { dateTest } from './query-dates.ts';
import { isScript, valuesOf } from './query-functions.ts';
import type { QueryContext } from './query-match.ts';

/** A field of a table, or of one that it refers to. */
export interface Field {
  readonly column: Column;
  readonly read: (row: Row) => string;
  /** What text operators see: of a reference, the name of what it refers to. */
  readonly readText: (row: Row) => string;
}

export type Test = (row: Row) => boolean;

/** Filter options of the base system, by sys_id (ServiceNow docs, and third-party queries). */
const DYNAMIC: ReadonlyMap<string, string> = new Map([
  ['90d1921e5f510100a9ad2572f2b477fe', 'javascript:gs.getUserID()'],
  ['54635e965f510100a9ad2572f2b4774c', 'javascript:gs.getUserID()'],
  ['d6435e965f510100a9ad2572f2b47744', 'javascript:getMyGroups()'],
]);

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
  context: QueryContext,
): Test | null {
  const { operator, value } = condition;
  const { column, read, readText } = field;
  const session = () => context.session();
  const order = (a: string, b: string): number => compareValues(column, a, b);
  const wanted = (text = value): readonly string[] =>
    isScript(text)
      ? valuesOf(text, session).map((one) => comparable(one, column))
      : [comparable(text, column)];
  const compared = (holds: (difference: number) => boolean): Test => {
    const [bound = ''] = wanted();
    return present(read, (held) => holds(order(held, bound)));
  };
  const withOther = (holds: (difference: number) => boolean): Test | null => {
    const other = fieldOf(value.split('@')[0] ?? '');
    return other && ((row) => holds(order(read(row), other.read(row))));
  };
  switch (operator) {
    case '=': {
      const values = wanted();
      const [only] = values;
      return values.length === 1 ? (row) => read(row) === only : (row) => values.includes(read(row));
    }
    case '!=': {
      const values = wanted();
      return (row) => !values.includes(read(row));
    }
    case 'IN': {
      const listed = new Set(value.split(',').flatMap((item) => wanted(item)));
      return (row) => listed.has(read(row));
    }
    case 'NOT IN': {
      const listed = new Set(value.split(',').flatMap((item) => wanted(item)));
      return (row) => !listed.has(read(row));
    }
    case 'DYNAMIC': {
      const script = DYNAMIC.get(value);
      if (script === undefined)
        throw new UnsupportedQueryError(`The sandbox does not have the dynamic filter option ${value}`);
      const values = valuesOf(script, session);
      return (row) => values.includes(read(row));
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
      return (row) => readText(row).includes(value);
    case 'NOTLIKE':
    case 'NOT LIKE':
    case '!*':
      return (row) => !readText(row).includes(value);
    case 'STARTSWITH':
      return (row) => readText(row).startsWith(value);
    case 'ENDSWITH':
    case '%':
      return (row) => readText(row).endsWith(value);
    case 'INSTANCEOF':
      return (row) => context.database.isA(read(row), value);
    case 'BETWEEN': {
      const [from = '', to = ''] = value.split('@').map((bound) => wanted(bound)[0] ?? '');
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
    default:
      return dateTest(operator, value, field, fieldOf, session);
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
