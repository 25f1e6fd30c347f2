import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';
import { USERS } from '../seed.ts';

const API = '/api/sn_chg_rest/change';

let instance: ServiceNowInstance;
let call: RestClient;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock(new Date('2026-01-01T10:00:00Z')) });
  call = clientOf(instance.url);
});
afterEach(() => instance.close());

function ci(): string {
  return instance.database.find('cmdb_ci', 'name', 'globex-web')?.sys_id ?? '';
}

async function open(fields: Readonly<Record<string, string>> = {}): Promise<string> {
  const { json } = await call('POST', `${API}/normal`, { cmdb_ci: ci(), ...fields });
  return `${API}/${json.result.sys_id.value}`;
}

/** Asks for work, and then the worker that does it. */
async function work(method: string, path: string, body?: unknown) {
  const accepted = await call(method, path, body);
  expect(accepted).toMatchObject({
    status: 202,
    json: {
      result: {
        state: { value: 1, display_value: 'Waiting' },
        type: 'schedule',
        messages: { errorMessages: [], warningMessages: [], infoMessages: [] },
      },
    },
  });
  expect(accepted.json.result).not.toHaveProperty('payload');
  const { json } = await call('GET', new URL(accepted.json.result.worker.link).pathname);
  expect(json.result.state).toEqual({ value: 3, display_value: 'Complete' });
  return json.result;
}

const starts = (result: { payload?: { spans: { start: { value: string } }[] } }) =>
  result.payload?.spans.map(({ start }) => start.value);

describe('GET /change/ci/{ci}/schedule', () => {
  it('finds slots between blackouts and other changes, within maintenance windows', async () => {
    await open({ start_date: '2026-01-03 01:00:00', end_date: '2026-01-03 02:00:00' });
    instance.schedules.maintenance({
      name: 'Saturdays',
      windows: [
        { start: '2026-01-03 01:00:00', end: '2026-01-03 05:00:00' },
        { start: '2026-01-10 01:00:00', end: '2026-01-10 05:00:00' },
        { start: '2026-01-17 01:00:00', end: '2026-01-17 02:00:00' },
      ],
    });
    instance.schedules.blackout({
      name: 'Freeze',
      windows: [{ start: '2026-01-10 00:00:00', end: '2026-01-10 03:00:00' }],
    });
    const result = await work('GET', `${API}/ci/${ci()}/schedule?duration_in_seconds=7200`);
    expect(starts(result)).toEqual(['2026-01-03 02:00:00', '2026-01-10 03:00:00']);
    expect(result.payload.spans[0].end.value).toBe('2026-01-03 04:00:00');
    expect(JSON.parse(result.request)).toMatchObject({ cmdb_ci_sys_id: ci(), duration_in_seconds: 7200 });
    const later = `${API}/ci/${ci()}/schedule?duration_in_seconds=60&planned_start_time=2026-01-10%2004:00:00`;
    expect(starts(await work('GET', later))).toEqual(['2026-01-10 04:00:00', '2026-01-17 01:00:00']);
  });

  it('shows times on the clock of who asks', async () => {
    const user = instance.database.find('sys_user', 'user_name', USERS.integration.userName)?.sys_id ?? '';
    instance.database.update('sys_user', user, { time_zone: 'America/New_York' }, 'admin');
    const result = await work('GET', `${API}/ci/${ci()}/schedule?duration_in_seconds=60`);
    expect(result.payload.spans[0].start).toEqual({
      value: '2026-01-01 10:00:00',
      display_value: '2026-01-01 05:00:00',
    });
    expect(JSON.parse(result.request).timezone).toBe('America/New_York');
  });

  it('says so when there is none in the days ahead', async () => {
    instance.setProperty('change.conflict.next_available.schedule_window', '7');
    instance.schedules.blackout({
      name: 'Freeze',
      windows: [{ start: '2026-01-01 00:00:00', end: '2026-02-01 00:00:00' }],
    });
    const result = await work('GET', `${API}/ci/${ci()}/schedule?duration_in_seconds=60`);
    expect(result.messages.infoMessages).toEqual(['No slots found for 7 days from now']);
    expect(result).not.toHaveProperty('payload');
  });

  it.each(['', '?duration_in_seconds=0', '?duration_in_seconds=60&planned_start_time=tomorrow'])(
    'answers 400 to "%s"',
    async (query) => {
      expect((await call('GET', `${API}/ci/${ci()}/schedule${query}`)).status).toBe(400);
    },
  );

  it('answers 400 for an item that is not there, and 403 to those who may not write', async () => {
    const query = 'schedule?duration_in_seconds=60';
    expect((await call('GET', `${API}/ci/${'0'.repeat(32)}/${query}`)).status).toBe(400);
    instance.grantRole('abel.employee', 'sn_change_read');
    const reader = clientOf(instance.url, 'employee');
    expect((await reader('GET', `${API}/ci/${ci()}/${query}`)).status).toBe(403);
  });
});

describe('GET /change/{id}/schedule', () => {
  it('finds slots as long as the planned window, which is not in its own way', async () => {
    const change = await open({ start_date: '2026-01-02 08:00:00', end_date: '2026-01-02 10:00:00' });
    expect(starts(await work('GET', `${change}/schedule`))).toEqual(['2026-01-02 08:00:00']);
    instance.schedules.blackout({
      name: 'Freeze',
      windows: [{ start: '2026-01-02 00:00:00', end: '2026-01-02 09:00:00' }],
    });
    expect(starts(await work('GET', `${change}/schedule`))).toEqual(['2026-01-02 09:00:00']);
  });

  it('needs a window and a configuration item', async () => {
    expect((await call('GET', `${await open()}/schedule`)).status).toBe(400);
    const window = { start_date: '2026-01-02 08:00:00', end_date: '2026-01-02 10:00:00' };
    expect((await call('GET', `${await open({ ...window, cmdb_ci: '' })}/schedule`)).status).toBe(400);
  });
});

describe('PATCH /change/{id}/schedule/first_available', () => {
  it('moves the change out of its conflict', async () => {
    const change = await open({ start_date: '2026-01-01 11:00:00', end_date: '2026-01-01 12:00:00' });
    instance.schedules.blackout({
      name: 'Freeze',
      windows: [{ start: '2026-01-01 00:00:00', end: '2026-01-02 00:00:00' }],
    });
    expect(instance.desk.checkConflicts('CHG0030001').conflict_status).toBe('Conflict');
    // As in the documentation's example: the number is text.
    const { messages } = await work('PATCH', `${change}/schedule/first_available`, {
      duration_in_seconds: '10800',
    });
    expect(messages.infoMessages).toEqual(['Change has been updated']);
    expect(instance.desk.change('CHG0030001')).toMatchObject({
      start_date: '2026-01-02 00:00:00',
      end_date: '2026-01-02 03:00:00',
      conflict_status: 'No Conflict',
    });
  });

  it('leaves the change as it is when there is no slot', async () => {
    const change = await open({ start_date: '2026-01-01 11:00:00', end_date: '2026-01-01 12:00:00' });
    instance.schedules.maintenance({ name: 'Never', windows: [] });
    const { messages } = await work('PATCH', `${change}/schedule/first_available`, {
      duration_in_seconds: 1,
    });
    expect(messages.infoMessages).toEqual(['No slots found for 90 days from now']);
    expect(instance.desk.change('CHG0030001').start_date).toBe('2026-01-01 11:00:00');
  });

  it('answers 400 without a duration or an item, 404 without a change', async () => {
    const path = `${await open()}/schedule/first_available`;
    expect((await call('PATCH', path, {})).status).toBe(400);
    const bare = `${await open({ cmdb_ci: '' })}/schedule/first_available`;
    expect((await call('PATCH', bare, { duration_in_seconds: 1 })).status).toBe(400);
    const nowhere = `${API}/${'0'.repeat(32)}/schedule/first_available`;
    expect((await call('PATCH', nowhere, { duration_in_seconds: 1 })).status).toBe(404);
  });
});
