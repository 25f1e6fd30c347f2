import { DateTime, type DateTimeUnit } from 'luxon';
import { toValue, type UserTime } from '../time/user-time.ts';

const PERIODS = ['Week', 'Month', 'Quarter', 'Year'];
const DAYS = [
  ['Today', 0],
  ['Yesterday', -1],
  ['Tomorrow', 1],
] as const;
const STEPS = [
  ['This', 0],
  ['Last', -1],
  ['Next', 1],
] as const;
const UNITS = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
const RANGES = new Map([
  ['start', '00:00:00'],
  ['end', '23:59:59'],
]);

type DateFunction = (now: DateTime, count: number) => DateTime;

/**
 * The date functions of `gs`, by name (ServiceNow docs, c_GlideSystemScopedAPI): from the moment on the
 * user's clock to another. A week begins on Monday.
 */
const FUNCTIONS: ReadonlyMap<string, DateFunction> = new Map([
  ['yesterday', (now) => now.minus({ hours: 24 })],
  ...DAYS.flatMap(([name, days]) => bounds(name, 'day', days)),
  ...PERIODS.flatMap((period) =>
    STEPS.flatMap(([name, step]) => bounds(name + period, period.toLowerCase(), step)),
  ),
  ...UNITS.flatMap(ago),
]);

export const DATE_FUNCTIONS: readonly string[] = [...FUNCTIONS.keys()];

/** @returns what the function gives, in UTC as the database has it; null when there is no such function or count */
export function dateOf(name: string, count: number, now: Date, time: UserTime): string | null {
  const compute = FUNCTIONS.get(name);
  return compute === undefined || Number.isNaN(count) ? null : toValue(compute(time.at(now), count));
}

/**
 * `gs.dateGenerate`: a moment on the user's clock.
 * @param date `yyyy-MM-dd`; clients send the time in it as well
 * @param range `start`, `end` or `HH:mm:ss`
 * @returns in UTC; empty when they are no date and time
 */
export function dateGenerate(date: string, range: string, time: UserTime): string {
  const moment = DateTime.fromSQL(`${date} ${RANGES.get(range) ?? range}`.trim(), { zone: time.zone });
  return moment.isValid ? toValue(moment) : '';
}

function bounds(name: string, unit: string, step: number): [name: string, compute: DateFunction][] {
  const period = unit as DateTimeUnit;
  return [
    [`beginningOf${name}`, (now) => now.plus({ [unit]: step }).startOf(period)],
    [`endOf${name}`, (now) => now.plus({ [unit]: step }).endOf(period)],
  ];
}

function ago(unit: string): [name: string, compute: DateFunction][] {
  const period = unit as DateTimeUnit;
  return [
    [`${unit}sAgo`, (now, count) => now.minus({ [unit]: count })],
    [`${unit}sAgoStart`, (now, count) => now.minus({ [unit]: count }).startOf(period)],
    [`${unit}sAgoEnd`, (now, count) => now.minus({ [unit]: count }).endOf(period)],
  ];
}
