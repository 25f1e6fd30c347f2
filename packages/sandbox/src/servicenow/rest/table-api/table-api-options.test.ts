import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { USERS } from '../../base-system/seed/seed.ts';
import { clientOf, type RestClient } from '../../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../../instance.ts';

const CHANGES = '/api/now/table/change_request';

let instance: ServiceNowInstance;
let call: RestClient;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url);
});
afterEach(() => instance.close());

async function open(values: Record<string, string> = {}, query = ''): Promise<Record<string, string>> {
  return (await call('POST', `${CHANGES}${query}`, { short_description: 'x', ...values })).json.result;
}

function setUser(values: Record<string, string>): void {
  const { userName } = USERS.integration;
  const { sys_id = '' } = instance.database.find('sys_user', 'user_name', userName) ?? {};
  instance.database.update('sys_user', sys_id, values, 'admin');
}

describe('the documented parameters', () => {
  it('finds the caller’s own records, as the documentation’s example does', async () => {
    await open();
    await clientOf(instance.url, 'changeManager')('POST', CHANGES, { short_description: 'theirs' });
    const query =
      'sysparm_query=opened_by=javascript:gs.getUserID()^active=true&sysparm_fields=opened_by.user_name';
    expect((await call('GET', `${CHANGES}?${query}`)).json.result).toEqual([
      { 'opened_by.user_name': USERS.integration.userName },
    ]);
    const self = await call('GET', '/api/now/table/sys_user?user_name=javascript:gs.getUserName()');
    expect(self.json.result).toMatchObject([{ name: USERS.integration.name }]);
  });

  it('takes those that have nothing to do here', async () => {
    await open();
    const idle =
      'sysparm_query_no_domain=true&sysparm_query_category=list&sysparm_suppress_auto_sys_field=false';
    expect((await call('GET', `${CHANGES}?${idle}`)).json.result).toHaveLength(1);
  });
});

describe('times of users', () => {
  it('shows times on the caller’s clock and in their format, and keeps values in UTC', async () => {
    setUser({ time_zone: 'Europe/Berlin', date_format: 'dd.MM.yyyy' });
    const { sys_id } = await open({ start_date: '2026-07-01 10:00:00' });
    const read = async (query: string) =>
      (await call('GET', `${CHANGES}/${sys_id}?sysparm_fields=start_date&${query}`)).json.result.start_date;
    expect(await read('')).toBe('2026-07-01 10:00:00');
    expect(await read('sysparm_display_value=true')).toBe('01.07.2026 12:00:00');
    expect(await read('sysparm_display_value=all')).toEqual({
      display_value: '01.07.2026 12:00:00',
      value: '2026-07-01 10:00:00',
    });
  });

  it('reads times on the caller’s clock where values are display values', async () => {
    setUser({ time_zone: 'US/Pacific' });
    const start_date = '2026-07-01 10:00:00';
    expect((await open({ start_date })).start_date).toBe(start_date);
    const shown = await open({ start_date }, '?sysparm_input_display_value=true');
    expect(shown.start_date).toBe('2026-07-01 17:00:00');
  });

  it('follows the system where the user has no time zone', async () => {
    instance.setProperty('glide.sys.default.tz', 'Asia/Tokyo');
    await open({ start_date: '2026-07-01 20:00:00' });
    const path = `${CHANGES}?sysparm_query=start_dateISNOTEMPTY&sysparm_display_value=true&sysparm_fields=start_date`;
    expect((await call('GET', path)).json.result).toEqual([{ start_date: '2026-07-02 05:00:00' }]);
  });

  it('dates journal entries so, too', async () => {
    setUser({ time_zone: 'Asia/Tokyo', date_format: 'yyyy/MM/dd' });
    const { sys_id } = await open({ work_notes: 'hello' });
    const { json } = await call(
      'GET',
      `${CHANGES}/${sys_id}?sysparm_display_value=true&sysparm_fields=work_notes`,
    );
    expect(json.result.work_notes).toMatch(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d - Pipeline Integration/);
  });
});
