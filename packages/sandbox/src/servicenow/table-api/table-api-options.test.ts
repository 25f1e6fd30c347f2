import { XMLParser } from 'fast-xml-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';
import { USERS } from '../seed.ts';

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

  it('shows the fields of a view, unless fields are named', async () => {
    const { sys_id } = await open();
    const view = (await call('GET', `${CHANGES}?sysparm_view=mobile`)).json.result[0];
    expect(Object.keys(view)).toEqual([
      'number',
      'short_description',
      'type',
      'state',
      'start_date',
      'end_date',
      'assigned_to',
    ]);
    const one = await call('GET', `${CHANGES}/${sys_id}?sysparm_view=desktop&sysparm_fields=sys_id`);
    expect(one.json.result).toEqual({ sys_id });
    const task = await call('GET', '/api/now/table/change_task?sysparm_view=mobile&sysparm_fields=number');
    expect(task.status).toBe(200);
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
    const path = `${CHANGES}?sysparm_query=start_dateON2026-07-02&sysparm_display_value=true&sysparm_fields=start_date`;
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

describe('XML', () => {
  const xml = { Accept: 'application/xml', 'Content-Type': 'application/xml' };
  const parse = (text: string) => new XMLParser({ parseTagValue: false }).parse(text).response;

  it('is taken and answered', async () => {
    const body =
      '<request><entry><short_description>a &amp; b</short_description><risk>2</risk></entry></request>';
    const created = await call('POST', CHANGES, body, xml);
    expect(created.status).toBe(201);
    expect(created.headers.get('content-type')).toBe('application/xml;charset=UTF-8');
    const { result } = parse(created.json);
    expect(result).toMatchObject({
      short_description: 'a & b',
      risk: '2',
      chg_model: { value: expect.any(String) },
    });

    const patched = await call(
      'PATCH',
      `${CHANGES}/${result.sys_id}`,
      '<request><entry><risk>4</risk></entry></request>',
      {
        ...xml,
        Accept: 'application/json',
      },
    );
    expect(patched.json.result).toMatchObject({ risk: '4', short_description: 'a & b' });
  });

  it('has an element for each record of a list', async () => {
    await open();
    const path = `${CHANGES}?sysparm_fields=number,opened_by.name`;
    const one = await call('GET', path, undefined, { Accept: 'application/xml' });
    expect(one.json).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><response><result><number>CHG0030001</number>' +
        '<opened_by.name>Pipeline Integration</opened_by.name></result></response>',
    );
    expect(one.headers.get('x-total-count')).toBe('1');
    await open();
    const two = await call('GET', path, undefined, { Accept: 'text/xml' });
    expect(parse(two.json).result).toHaveLength(2);
    const none = await call('GET', `${path}&number=x`, undefined, { Accept: 'application/xml' });
    expect(none.json).toMatch(/<response\/>|<response><\/response>/);
  });

  it('tells errors, and is not forced on who prefers JSON', async () => {
    const absent = await call('GET', `${CHANGES}/${'0'.repeat(32)}`, undefined, {
      Accept: 'application/xml',
    });
    expect(absent.status).toBe(404);
    expect(parse(absent.json)).toMatchObject({ error: { message: 'No Record found' }, status: 'failure' });
    const both = await call('GET', CHANGES, undefined, { Accept: 'application/xml;q=0.5, application/json' });
    expect(both.json).toEqual({ result: [] });
  });

  it.each(['<request>', '<request><entry/><entry/></request>', '<request/>'])(
    'answers 400 to the body %s',
    async (body) => {
      const { status, json } = await call('POST', CHANGES, body, { ...xml, Accept: 'application/json' });
      expect(status).toBe(400);
      expect(json.error.message).toBe('Exception while reading request');
    },
  );
});

describe('X-HTTP-Method-Override', () => {
  it('lets a POST be another method', async () => {
    const { sys_id } = await open();
    const path = `${CHANGES}/${sys_id}`;
    const patched = await call('POST', path, { risk: '2' }, { 'X-HTTP-Method-Override': 'PATCH' });
    expect(patched.status).toBe(200);
    expect(patched.json.result.risk).toBe('2');
    const read = await call('POST', path, undefined, { 'X-http-method-override': 'GET' });
    expect(read.json.result).toMatchObject({ sys_id, risk: '2' });
    const manager = clientOf(instance.url, 'changeManager');
    expect((await manager('POST', path, undefined, { 'X-HTTP-Method-Override': 'DELETE' })).status).toBe(204);
    expect(instance.changes()).toEqual([]);
    expect((await call('POST', path, {}, { 'X-HTTP-Method-Override': 'BREW' })).status).toBe(405);
  });
});
