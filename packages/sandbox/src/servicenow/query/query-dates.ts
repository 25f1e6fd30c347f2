import { type DateTime, type DateTimeUnit, type DurationLikeObject, Info } from 'luxon';
import type { Row } from '../database/row-store.ts';
import { parseDateTime } from '../time/date-time.ts';
import { toValue } from '../time/user-time.ts';
import { type Operator, UnsupportedQueryError } from './encoded-query.ts';
import type { Field, Test } from './query-conditions.ts';
import { callIn, unsupported, valuesOf } from './query-functions.ts';
import type { QuerySession } from './query-session.ts';

type Session = () => QuerySession;

/** The operators that are about days and the clock, and those that compare two dates. */
export type DateOperator = Extract<
  Operator,
  'ON' | 'NOTON' | 'RELATIVEGT' | 'RELATIVELT' | 'DATEPART' | 'SAMEAS' | 'NSAMEAS' | 'MORETHAN' | 'LESSTHAN'
>;

/**
 * One condition about points in time, ready for rows (ServiceNow docs, r_OpAvailableFiltersQueries). Days are the user's.
 * @returns null when the condition names another field and there is none
 * @throws UnsupportedQueryError
 */
export function dateTest(
  operator: DateOperator,
  value: string,
  { read }: Field,
  fieldOf: (path: string) => Field | null,
  session: Session,
): Test | null {
  const [first = '', unit = '', direction = '', count = ''] = value.split('@');
  const momentOf = (text: string): DateTime | null => {
    const date = parseDateTime(text);
    return date && session().time.at(date);
  };
  switch (operator) {
    case 'ON':
    case 'NOTON': {
      const [from, to] = dayOf(value, session);
      const isOn = (held: string): boolean => held >= from && held <= to;
      return (row) => read(row) !== '' && isOn(read(row)) === (operator === 'ON');
    }
    case 'RELATIVEGT':
    case 'RELATIVELT': {
      const { now, time } = session();
      const bound = toValue(time.at(now).plus(span(unit, direction === 'ago' ? `-${count}` : count)));
      return (row) => read(row) !== '' && (operator === 'RELATIVEGT' ? read(row) > bound : read(row) < bound);
    }
    case 'DATEPART': {
      const holds = datePart(value);
      return (row) => {
        const moment = momentOf(read(row));
        return moment !== null && holds(moment);
      };
    }
    case 'SAMEAS':
    case 'NSAMEAS': {
      const other = fieldOf(first);
      const period = unit === '' ? undefined : periodOf(unit);
      const same = (a: string, b: string): boolean => {
        const [one, two] = period === undefined ? [] : [momentOf(a), momentOf(b)];
        return one && two && period ? one.hasSame(two, period) : a === b;
      };
      return other && ((row) => same(read(row), other.read(row)) === (operator === 'SAMEAS'));
    }
    case 'MORETHAN':
    case 'LESSTHAN': {
      const other = fieldOf(first);
      const distance = span(unit, count);
      const holds = (row: Row, from: DateTime | null): boolean => {
        const one = momentOf(read(row));
        if (one === null || from === null) return false;
        const limit = direction === 'before' ? from.minus(distance) : from.plus(distance);
        const isNear = direction === 'before' ? one >= limit && one <= from : one <= limit && one >= from;
        const isFar = direction === 'before' ? one < limit : one > limit;
        return operator === 'MORETHAN' ? isFar : isNear;
      };
      return other && ((row) => holds(row, momentOf(other.read(row))));
    }
  }
}

/** `Today@start@end` says which day; a day alone, `2026-01-31`, is the user's. */
function dayOf(value: string, session: Session): readonly [from: string, to: string] {
  const [day = '', from, to] = value.split('@');
  if (from !== undefined && to !== undefined) {
    return [valuesOf(from, session)[0] ?? '', valuesOf(to, session)[0] ?? ''];
  }
  const { time } = session();
  const start = time.value(day.slice(0, 10));
  if (start === undefined)
    throw new UnsupportedQueryError(`The sandbox does not know the day ${day} in a query`);
  const moment = time.at(parseDateTime(start) as Date);
  return [start, toValue(moment.endOf('day'))];
}

const UNITS: readonly DateTimeUnit[] = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];

function periodOf(text: string): DateTimeUnit {
  const unit = UNITS.find((one) => one === text);
  if (unit === undefined)
    throw new UnsupportedQueryError(`The sandbox does not know the unit ${text} in a query`);
  return unit;
}

function span(unit: string, count: string): DurationLikeObject {
  if (!/^-?\d+$/.test(count))
    throw new UnsupportedQueryError(`The sandbox does not know the time span "${count} ${unit}" in a query`);
  return { [periodOf(unit)]: Number(count) };
}

/** Sunday comes first: what is on or before Monday is on Sunday or Monday. */
const NUMBERS: ReadonlyMap<string, (moment: DateTime) => number> = new Map([
  ['dayofweek', (moment) => moment.weekday % 7],
  ['month', (moment) => moment.month],
  ['quarter', (moment) => moment.quarter],
  ['year', (moment) => moment.year],
  ['hour', (moment) => moment.hour],
]);

const WEEKDAYS = Info.weekdays('long', { locale: 'en' }).map((name) => name.toLowerCase());
const SUNDAY_FIRST = [WEEKDAYS.at(-1), ...WEEKDAYS.slice(0, -1)];
const MONTHS = Info.months('long', { locale: 'en' }).map((name) => name.toLowerCase());

const COMPARE: ReadonlyMap<string, (a: number, b: number) => boolean> = new Map([
  ['EE', (a, b) => a === b],
  ['GT', (a, b) => a > b],
  ['GE', (a, b) => a >= b],
  ['LT', (a, b) => a < b],
  ['LE', (a, b) => a <= b],
]);

/** @param value `Monday@javascript:gs.datePart('dayofweek','monday','GE')` */
function datePart(value: string): (moment: DateTime) => boolean {
  const script = value.slice(value.indexOf('@') + 1);
  const [part = '', which = '', comparison = ''] = callIn(script).args;
  const read = NUMBERS.get(part);
  const compare = COMPARE.get(comparison);
  const wanted = partNumber(part, which.toLowerCase());
  if (read === undefined || compare === undefined || Number.isNaN(wanted) || wanted < 0)
    throw unsupported(script);
  return (moment) => compare(read(moment), wanted);
}

function partNumber(part: string, which: string): number {
  if (part === 'dayofweek') return SUNDAY_FIRST.indexOf(which);
  return part === 'month' ? MONTHS.indexOf(which) + 1 : Number(which);
}
