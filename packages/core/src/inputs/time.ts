/** Times as people write them: with their zone, `now`, or a duration. */
import * as z from 'zod/mini';

/** A time as a person gives it: a fixed one, or milliseconds after another that is known later. */
export type TimeInput = { readonly at: Date } | { readonly after: number };

const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** What a time must be, for messages. */
export const TIME_RULE =
  'must be a time with its zone like 2026-03-01T22:00:00+01:00, now, or a duration like +2h or +1d12h30m';

/** RFC 3339 with its zone, seconds optional. */
const ZONED = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
/** As ServiceNow writes times: UTC. */
const SERVICENOW = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const DURATION = /^\+(?=\d)(?:\d{1,5}d)?(?:\d{1,5}h)?(?:\d{1,5}m)?$/;

/** @returns `undefined` for a text that is no time: `tomorrow`, a time without its zone */
export function readTimeInput(text: string): TimeInput | undefined {
  if (text === 'now') return { after: 0 };
  if (DURATION.test(text)) {
    const parts = text.matchAll(/(\d+)([dhm])/g);
    return {
      after: [...parts].reduce((sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ''] ?? 0), 0),
    };
  }
  const written = SERVICENOW.test(text)
    ? `${text.replace(' ', 'T')}Z`
    : ZONED.test(text)
      ? text.replace(' ', 'T')
      : '';
  const at = new Date(written);
  return Number.isNaN(at.getTime()) || !isDay(written) ? undefined : { at };
}

/** Whether the day exists: Date makes March 2 of February 30. */
function isDay(written: string): boolean {
  const day = written.slice(0, 'yyyy-MM-dd'.length);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

export function parseTimeInput(text: string, payload: z.core.ParsePayload): TimeInput {
  const time = readTimeInput(text.trim());
  if (time !== undefined) return time;
  payload.issues.push({ code: 'custom', input: text, message: TIME_RULE });
  return z.NEVER;
}

/** @param from what a duration counts from */
export function resolveTimeInput(time: TimeInput, from: Date): Date {
  return 'at' in time ? time.at : new Date(from.getTime() + time.after);
}
