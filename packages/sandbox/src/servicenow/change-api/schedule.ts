import { type Context, Hono } from 'hono';
import type { Clock } from '../../clock.ts';
import type { Database, Row } from '../database/database.ts';
import { RestError } from '../rest/rest-error.ts';
import type { RestVariables } from '../rest/rest-variables.ts';
import { plannedWindow } from '../schedules/change-limits.ts';
import type { Interval } from '../schedules/intervals.ts';
import { dateTime, toDateTime } from '../schedules/schedule-time.ts';
import { availableSlots, daysAhead } from '../schedules/time-slots.ts';
import { userTime } from '../time/time-settings.ts';
import type { UserTime } from '../time/user-time.ts';
import { ChangeRecords } from './change-records.ts';
import { requestedFields } from './fields.ts';
import { scheduleRoles } from './roles.ts';
import { NO_MESSAGES, type WorkerJob, type WorkerMessages, type Workers } from './workers.ts';

type Request = Context<RestVariables>;

/** The scheduling assistant: when could this be changed? Each answer is a worker's (202), who is done at once. */
export function scheduleApi(database: Database, clock: Clock, workers: Workers): Hono<RestVariables> {
  const app = new Hono<RestVariables>();
  const records = (c: Request): ChangeRecords => new ChangeRecords(database, c.get('principal'));
  const timeOf = (c: Request): UserTime => userTime(database, c.get('principal').userName);

  app.use('/change/ci/:ci/schedule', scheduleRoles);
  app.use('/change/:id/schedule', scheduleRoles);
  app.use('/change/:id/schedule/first_available', scheduleRoles);

  app.get('/change/ci/:ci/schedule', (c) => {
    const sysId = c.req.param('ci');
    const ci = database.get('cmdb_ci', sysId);
    if (ci === null) throw new RestError(400, `There is no configuration item ${sysId}`, '');
    const { start, seconds } = wanted(c.req.query());
    const from = start ?? clock.now().getTime();
    const request = {
      cmdb_ci_sys_id: sysId,
      planned_start_time: c.req.query('planned_start_time') ?? '',
      duration_in_seconds: seconds,
    };
    return slots(c, request, availableSlots(database, { ci, from, seconds }));
  });

  app.get('/change/:id/schedule', (c) => {
    const change = records(c).change(c.req.param('id'));
    const window = plannedWindow(change);
    if (window === undefined) {
      throw new RestError(400, `${change.number} has no planned start and end date`, '');
    }
    const from = Math.max(window.start, clock.now().getTime());
    const seconds = (window.end - window.start) / 1000;
    const found = availableSlots(database, { ci: itemOf(change), change, from, seconds });
    return slots(c, { change_sys_id: change.sys_id }, found);
  });

  app.patch('/change/:id/schedule/first_available', async (c) => {
    const writer = records(c);
    const change = writer.change(c.req.param('id'));
    const { start, seconds } = wanted(requestedFields(new URL(c.req.url), await c.req.text()));
    const from = start ?? clock.now().getTime();
    const [first] = availableSlots(database, { ci: itemOf(change), change, from, seconds });
    if (first !== undefined) {
      const window = { start_date: toDateTime(first.start), end_date: toDateTime(first.end) };
      writer.update('change_request', change, window);
    }
    const request = { change_sys_id: change.sys_id, duration_in_seconds: seconds };
    const updated = { ...NO_MESSAGES, infoMessages: ['Change has been updated'] };
    return accepted(c, request, { messages: first === undefined ? noSlots() : updated });
  });

  return app;

  /** @throws RestError 400 */
  function itemOf(change: Row): Row {
    const ci = database.get('cmdb_ci', change.cmdb_ci ?? '');
    if (ci === null) throw new RestError(400, `${change.number} has no configuration item`, '');
    return ci;
  }

  function noSlots(): WorkerMessages {
    return { ...NO_MESSAGES, infoMessages: [`No slots found for ${daysAhead(database)} days from now`] };
  }

  /** There is a payload only where there are slots. */
  function slots(c: Request, request: object, found: readonly Interval[]): Response {
    if (found.length === 0) return accepted(c, request, { messages: noSlots() });
    const shown = (at: number) => {
      const value = toDateTime(at);
      return { value, display_value: timeOf(c).displayInternal(value) };
    };
    const spans = found.map(({ start, end }) => ({ start: shown(start), end: shown(end) }));
    return accepted(c, request, { messages: NO_MESSAGES, payload: { spans } });
  }

  function accepted(c: Request, request: object, outcome: NonNullable<WorkerJob['outcome']>): Response {
    const text = JSON.stringify({ ...request, timezone: timeOf(c).zone });
    const job = { type: 'schedule', request: text, messages: NO_MESSAGES, outcome };
    return c.json({ result: workers.start(job, new URL(c.req.url).origin) }, 202);
  }
}

/** How long, and from when on. @throws RestError 400 */
function wanted({ duration_in_seconds: duration, planned_start_time: start = '' }: Record<string, unknown>) {
  const seconds = Number(duration);
  if (!Number.isInteger(seconds) || seconds <= 0) {
    throw new RestError(400, 'duration_in_seconds must be a number of seconds', '');
  }
  const from = start === '' ? undefined : dateTime(String(start));
  if (start !== '' && from === undefined) {
    throw new RestError(400, 'planned_start_time must be yyyy-mm-dd hh:mm:ss', '');
  }
  return { seconds, start: from };
}
