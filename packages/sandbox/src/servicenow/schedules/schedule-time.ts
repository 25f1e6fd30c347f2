import { formatDateTime, parseDateTime } from '../time/date-time.ts';

/**
 * How `cmn_schedule_span` writes a point in time: `20261224T000000Z`, in UTC. Without the `Z` it is on the
 * clock of the schedule's time zone, which in the sandbox is UTC too.
 */
export const SCHEDULE_TIME = /^\d{8}T\d{6}Z?$/;

/** @param time UTC, `yyyy-MM-dd HH:mm:ss` */
export function toScheduleTime(time: string): string {
  return `${time.replaceAll(/[-:]/g, '').replace(' ', 'T')}Z`;
}

/** @returns milliseconds since 1970; undefined for text that is no schedule's time */
export function scheduleTime(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/.exec(text) ?? [];
  return dateTime(`${year}-${month}-${day} ${hour}:${minute}:${second}`);
}

/** @param text `yyyy-MM-dd HH:mm:ss`, UTC. @returns milliseconds since 1970; undefined for anything else */
export function dateTime(text: string): number | undefined {
  return parseDateTime(text)?.getTime();
}

/** @param at milliseconds since 1970. @returns `yyyy-MM-dd HH:mm:ss`, UTC */
export function toDateTime(at: number): string {
  return formatDateTime(new Date(at));
}
