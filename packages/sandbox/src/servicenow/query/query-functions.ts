import { formatDateTime } from '../time/date-time.ts';
import { UnsupportedQueryError } from './encoded-query.ts';
import { dateGenerate, dateOf } from './gs-dates.ts';
import type { QuerySession } from './query-session.ts';

const SCRIPT = 'javascript:';
const CALL = /^(?:gs\.)?(\w+)\(([^()]*)\);?$/;
const ARGUMENT = /'([^']*)'|"([^"]*)"|(-?\d+)/g;

const USER_CALLS = new Set(['getUserID', 'getUserName', 'getMyGroups']);

/** A function of `gs` by its name and arguments. */
export interface Call {
  readonly name: string;
  readonly args: readonly string[];
}

export function isScript(value: string): boolean {
  return value.startsWith(SCRIPT);
}

/** @throws UnsupportedQueryError for a script that is not one call */
export function callIn(script: string): Call {
  const [, name, list] = CALL.exec(script.slice(SCRIPT.length).trim()) ?? [];
  if (name === undefined || list === undefined) throw unsupported(script);
  if (list.replace(ARGUMENT, '').replace(/[\s,]/g, '') !== '') throw unsupported(script);
  const args = [...list.matchAll(ARGUMENT)].map(
    ([, single, double, number]) => single ?? double ?? number ?? '',
  );
  return { name, args };
}

/**
 * What a value of a condition stands for: itself, or what its `javascript:` gives. No code runs: these are
 * the calls that queries are made of.
 * @returns more than one for a call that gives a list
 * @throws UnsupportedQueryError
 */
export function valuesOf(value: string, session: () => QuerySession): readonly string[] {
  if (!isScript(value)) return [value];
  const { name, args } = callIn(value);
  const [first = '', second = ''] = args;
  const { now, time, user, groups } = session();
  if (USER_CALLS.has(name) && user === undefined) throw unsupported(`${value}, where nobody is logged in,`);
  switch (name) {
    case 'getUserID':
      return [user?.sysId ?? ''];
    case 'getUserName':
      return [user?.userName ?? ''];
    case 'getMyGroups':
      return groups();
    case 'now':
      return [time.displayInternal(formatDateTime(now)).slice(0, 10)];
    case 'nowDateTime':
      return [formatDateTime(now)];
    case 'dateGenerate':
      return [dateGenerate(first, second, time)];
    default: {
      const date = dateOf(name, Number(first), now, time);
      if (date === null) throw unsupported(value);
      return [date];
    }
  }
}

export function unsupported(script: string): UnsupportedQueryError {
  return new UnsupportedQueryError(`The sandbox does not evaluate ${script} in a query`);
}
