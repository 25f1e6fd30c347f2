/** Times as people write them: with their zone, `now`, or a duration. */
import * as z from 'zod/mini';

/** A point in time, or a time after one that is known later (milliseconds). */
export type Moment = { readonly at: Date } | { readonly after: number };

const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** RFC 3339 with its zone, seconds optional. */
const ZONED = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
/** As ServiceNow writes times: UTC. */
const SERVICENOW = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const DURATION = /^\+(?=\d)(?:\d{1,5}d)?(?:\d{1,5}h)?(?:\d{1,5}m)?$/;

export function readMoment(text: string): Moment | undefined {
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
  return Number.isNaN(at.getTime()) ? undefined : { at };
}

export function parseMoment(text: string, payload: z.core.ParsePayload): Moment {
  const moment = readMoment(text.trim());
  if (moment !== undefined) return moment;
  payload.issues.push({
    code: 'custom',
    input: text,
    message:
      'must be a time with its zone like 2026-03-01T22:00:00+01:00, now, or a duration like +2h or +1d12h30m',
  });
  return z.NEVER;
}

export function resolveMoment(moment: Moment, from: Date): Date {
  return 'at' in moment ? moment.at : new Date(from.getTime() + moment.after);
}
