import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { Faults } from '../../../http/faults.ts';
import { RequestJournal } from '../../../http/request-journal.ts';
import { type Listening, listen } from '../../../http/server.ts';
import { baseSystem } from '../../base-system/base-system.ts';
import { USERS } from '../../base-system/seed/seed.ts';
import type { Database } from '../../database/database.ts';
import { devOps } from '../../fixtures/dev-ops.ts';
import { basic, restClient } from '../../fixtures/rest-client.ts';
import { Credentials } from '../../sign-in/credentials.ts';
import { AttachmentStore } from '../attachments/attachment-store.ts';
import { httpApp } from '../http-app.ts';
import { RateLimits } from '../rate-limits.ts';

type Json = Record<string, unknown>;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: { result: Json & Json[]; error: { message: string; detail: string | null } };
}

let database: Database;
let server: Listening;

beforeEach(async () => {
  const clock = SandboxClock.stoppedAt(new Date('2026-01-01T10:00:00Z'));
  database = baseSystem(clock);
  const app = httpApp({
    clock,
    database,
    credentials: new Credentials(database, clock),
    attachments: new AttachmentStore(database),
    rateLimits: new RateLimits(clock),
    requests: new RequestJournal(clock),
    faults: new Faults(),
    nodes: 1,
    isHibernating: () => false,
    scripted: async () => null,
  });
  server = await listen(app);
});
afterEach(() => server.close());

async function call(
  method: string,
  path: string,
  body?: unknown,
  user: keyof typeof USERS = 'integration',
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      Authorization: basic(USERS[user]),
      Accept: 'application/json',
      'Content-Type': 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === '' ? {} : JSON.parse(text) };
}

async function open(values: Json = {}): Promise<string> {
  const { json } = await call('POST', '/api/now/table/change_request', { short_description: 'x', ...values });
  return json.result.sys_id as string;
}

describe('creating', () => {
  it('answers 201 with the record, every scalar a string, and its Location', async () => {
    const { status, headers, json } = await call('POST', '/api/now/table/change_request', {
      short_description: 'Globex deployment to QA',
      risk: 2,
      no_such_field: 'y',
      sys_created_by: 'nobody',
    });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`${server.url}/api/now/table/change_request/${json.result.sys_id}`);
    expect(json.result).toMatchObject({
      number: 'CHG0030001',
      short_description: 'Globex deployment to QA',
      risk: '2',
      state: '-5',
      approval: 'not requested',
      active: 'true',
      assignment_group: '',
      sys_created_by: 'pipeline.integration',
      sys_mod_count: '0',
    });
    const model = '007c4001c343101035ae3f52c1d3aeb2';
    expect(json.result.chg_model).toEqual({
      link: `${server.url}/api/now/table/chg_model/${model}`,
      value: model,
    });
    expect(json.result).not.toHaveProperty('no_such_field');
  });

  it('drops what is read-only', async () => {
    const columns = [{ name: 'score', type: 'integer', readOnly: true, defaultValue: '5' }, { name: 'name' }];
    database.define({ name: 'u_thing', webServiceAccess: true, columns });
    const { json } = await call('POST', '/api/now/table/u_thing', { name: 'a', score: 9 }, 'admin');
    expect(json.result).toMatchObject({ name: 'a', score: '5' });
  });

  it('stores a reference by name as it is, unless values are display values', async () => {
    const body = { assignment_group: 'DevOps', type: 'Emergency' };
    const raw = await call('POST', '/api/now/table/change_request', { ...body, type: 'normal' });
    expect(raw.json.result.assignment_group).toMatchObject({ value: 'DevOps' });
    const path = '/api/now/table/change_request?sysparm_input_display_value=true&sysparm_display_value=true';
    const shown = await call('POST', path, body);
    expect(shown.json.result).toMatchObject({
      type: 'Emergency',
      assignment_group: { display_value: 'DevOps' },
    });
  });

  it('keeps the sys_id that the client chose, in its case', async () => {
    const sysId = 'AAAABBBBCCCCDDDDEEEEFFFF00001111';
    const path = '/api/now/table/change_request';
    const { status, headers, json } = await call('POST', path, { sys_id: sysId });
    expect(status).toBe(201);
    expect(json.result.sys_id).toBe(sysId);
    expect(headers.get('location')).toBe(`${server.url}${path}/${sysId}`);
    expect((await call('GET', `${path}/${sysId}`)).json.result.sys_id).toBe(sysId);
    expect((await call('POST', path, { sys_id: 'mine' })).json.result.sys_id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('takes the first of a list of records', async () => {
    const records = [{ short_description: 'first' }, { short_description: 'second' }];
    const { status, json } = await call('POST', '/api/now/table/change_request', records);
    expect(status).toBe(201);
    expect(json.result.short_description).toBe('first');
    expect(database.count('change_request')).toBe(1);
  });

  it('answers 403 with the name of the rule that aborted it', async () => {
    const { status, json } = await call('POST', '/api/now/table/change_request', { state: '-1' });
    expect(status).toBe(403);
    expect(json).toEqual({
      error: {
        message: 'Operation Failed',
        detail: expect.stringContaining("aborted by Business Rule 'Change Model: Check State Transition^"),
      },
      status: 'failure',
    });
  });

  it.each([['{"short_description":'], ['[]'], ['"text"'], ['']])(
    'answers 400 to the body %s',
    async (body) => {
      const response = await fetch(`${server.url}/api/now/table/change_request`, {
        method: 'POST',
        headers: { Authorization: basic(USERS.integration), 'Content-Type': 'application/json' },
        body,
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { message: 'Exception while reading request' } });
    },
  );
});

describe('reading', () => {
  it('gives one record, and 404 for one that is not there', async () => {
    const sysId = await open();
    const found = await call('GET', `/api/now/table/change_request/${sysId}`);
    expect(found.json.result.sys_id).toBe(sysId);
    const absent = await call('GET', `/api/now/table/change_request/${'0'.repeat(32)}`);
    expect(absent.status).toBe(404);
    expect(absent.json).toEqual({
      error: {
        message: 'No Record found',
        detail: "Record doesn't exist or ACL restricts the record retrieval",
      },
      status: 'failure',
    });
  });

  it('shows values, display values, or both', async () => {
    const sysId = await open();
    const read = async (query: string) =>
      (
        await call(
          'GET',
          `/api/now/table/change_request/${sysId}?sysparm_fields=state,chg_model,requested_by.name,nope&${query}`,
        )
      ).json.result;
    const value = '007c4001c343101035ae3f52c1d3aeb2';
    const link = `${server.url}/api/now/table/chg_model/${value}`;
    const name = 'Pipeline Integration';
    expect(await read('')).toEqual({ state: '-5', chg_model: { link, value }, 'requested_by.name': name });
    expect(await read('sysparm_exclude_reference_link=true')).toEqual({
      state: '-5',
      chg_model: value,
      'requested_by.name': name,
    });
    expect(await read('sysparm_display_value=true')).toEqual({
      state: 'New',
      chg_model: { display_value: 'Normal', link },
      'requested_by.name': name,
    });
    expect(await read('sysparm_display_value=all')).toEqual({
      state: { display_value: 'New', value: '-5' },
      chg_model: { display_value: 'Normal', value, link },
      'requested_by.name': { display_value: name, value: name },
    });
  });

  it('finds records by query, and by field with display values', async () => {
    await open({ correlation_id: 'a' });
    await open({ correlation_id: 'b', type: 'emergency' });
    const numbers = async (query: string) =>
      (await call('GET', `/api/now/table/change_request?${query}`)).json.result.map((row) => row.number);
    expect(await numbers('sysparm_query=correlation_id=b')).toEqual(['CHG0030002']);
    expect(await numbers('correlation_id=a&state=new')).toEqual(['CHG0030001']);
    expect(await numbers('type=Emergency')).toEqual(['CHG0030002']);
    expect(await numbers('chg_model=Normal')).toEqual(['CHG0030001']);
    expect(await numbers('sysparm_query=ORDERBYDESCnumber&type=Emergency')).toEqual([
      'CHG0030002',
      'CHG0030001',
    ]);
    expect(await numbers('sysparm_query=no_such_field=b')).toHaveLength(2);
    expect(await numbers('sysparm_query=correlation_id=c')).toEqual([]);
  });

  it('pages, with the total and links to the other pages', async () => {
    for (let i = 0; i < 5; i++) await open();
    const path = '/api/now/table/change_request?sysparm_query=ORDERBYnumber&sysparm_limit=2&sysparm_offset=2';
    const { headers, json } = await call('GET', path);
    expect(json.result.map((row) => row.number)).toEqual(['CHG0030003', 'CHG0030004']);
    expect(headers.get('x-total-count')).toBe('5');
    const links = Object.fromEntries(
      (headers.get('link') ?? '').split(',').map((link) => {
        const [, url = '', rel = ''] = /^<(.+)>;rel="(.+)"$/.exec(link) ?? [];
        return [rel, new URL(url).searchParams.get('sysparm_offset')];
      }),
    );
    expect(links).toEqual({ first: '0', prev: '0', next: '4', last: '4' });
    const bare = await call('GET', `${path}&sysparm_no_count=true&sysparm_suppress_pagination_header=true`);
    expect(bare.headers.has('x-total-count') || bare.headers.has('link')).toBe(false);
  });

  it('shows of a record only the columns of the table that it is reached through', async () => {
    const sysId = await open();
    const { json } = await call('GET', `/api/now/table/task/${sysId}`);
    expect(json.result).toMatchObject({ sys_class_name: 'change_request', number: 'CHG0030001' });
    expect(json.result).not.toHaveProperty('chg_model');
    expect((await call('GET', `/api/now/table/task/${sysId}`, undefined, 'employee')).status).toBe(403);
  });

  it('answers an empty list with 200, and in version 1 with 404', async () => {
    const query = 'table/change_request?sysparm_query=number=CHG1';
    expect(await call('GET', `/api/now/v2/${query}`)).toMatchObject({ status: 200, json: { result: [] } });
    expect((await call('GET', `/api/now/v1/${query}`)).status).toBe(404);
  });

  it('does not show passwords, not even to an admin', async () => {
    const { json } = await call('GET', '/api/now/table/sys_user?user_name=admin', undefined, 'admin');
    expect(json.result[0]?.user_password).toMatch(/^enc:/);
    expect(JSON.stringify(json)).not.toContain(USERS.admin.password);
  });
});

describe('updating', () => {
  it.each(['PATCH', 'PUT'])('writes what %s names and leaves the rest', async (method) => {
    const sysId = await open({ justification: 'why' });
    const { status, json } = await call(method, `/api/now/table/change_request/${sysId}`, {
      description: 'd',
    });
    expect(status).toBe(200);
    expect(json.result).toMatchObject({ justification: 'why', description: 'd', sys_mod_count: '1' });
  });

  it('takes a time in ISO 8601, shows it as it was sent, and keeps it as every other', async () => {
    const path = `/api/now/table/change_request/${await open()}`;
    const sent = { start_date: '2021-07-15T08:00:00' };
    expect((await call('PATCH', path, sent)).json.result.start_date).toBe('2021-07-15T08:00:00');
    expect((await call('GET', path)).json.result.start_date).toBe('2021-07-15 08:00:00');
  });

  it('clears a field with an empty string, but not a choice', async () => {
    const sysId = await open({ justification: 'why', category: 'Software' });
    const { json } = await call('PATCH', `/api/now/table/change_request/${sysId}`, {
      justification: '',
      category: '',
    });
    expect(json.result).toMatchObject({ justification: '', category: 'Software' });
  });

  it('files work notes in the journal', async () => {
    const sysId = await open();
    const first = await call('PATCH', `/api/now/table/change_request/${sysId}`, { work_notes: 'hello' });
    expect(first.json.result.work_notes).toBe('');
    const entries = await call('GET', `/api/now/table/sys_journal_field?element_id=${sysId}`);
    expect(entries.json.result).toMatchObject([
      { element: 'work_notes', name: 'change_request', value: 'hello' },
    ]);
    const shown = await call('GET', `/api/now/table/change_request/${sysId}?sysparm_display_value=true`);
    expect(shown.json.result.work_notes).toBe(
      '2026-01-01 10:00:00 - Pipeline Integration (Work notes)\nhello\n\n',
    );
  });

  it('walks a change through its life, with the approver answering by the API too', async () => {
    const sysId = await open({ assignment_group: devOps({ database }) });
    const path = `/api/now/table/change_request/${sysId}`;
    expect((await call('PATCH', path, { state: '-4' })).json.result.approval).toBe('requested');
    // Nobody approves their own change by writing the field: it is dropped silently.
    expect((await call('PATCH', path, { approval: 'approved' })).json.result).toMatchObject({
      state: '-4',
      approval: 'requested',
    });
    const asked = async () => {
      const query = `sysapproval=${sysId}^state=requested`;
      const { json } = await call('GET', `/api/now/table/sysapproval_approver?sysparm_query=${query}`);
      return `/api/now/table/sysapproval_approver/${json.result[0]?.sys_id}`;
    };
    for (const approver of ['teamMember', 'changeManager'] as const) {
      const approval = await asked();
      expect((await call('PATCH', approval, { state: 'approved' })).json.error.detail).toBe(
        'ACL Exception Update Failed due to security constraints',
      );
      expect((await call('PATCH', approval, { state: 'approved' }, approver)).status).toBe(200);
    }
    expect((await call('GET', path)).json.result).toMatchObject({ state: '-2', approval: 'approved' });
    await call('PATCH', path, { state: '-1' });
    expect((await call('PATCH', path, { state: '3' })).status).toBe(403);
    await call('PATCH', path, { state: '0' });
    expect((await call('PATCH', path, { state: '3', close_code: 'successful' })).json.error.detail).toContain(
      'Close notes',
    );
    const closed = await call('PATCH', path, { state: '3', close_code: 'successful', close_notes: 'done' });
    expect(closed.json.result).toMatchObject({ state: '3', active: 'false' });
  });

  it('answers 404 for a record that is not there', async () => {
    expect((await call('PATCH', `/api/now/table/change_request/${'0'.repeat(32)}`, {})).status).toBe(404);
  });
});

describe('deleting', () => {
  it('answers 204, for those who may', async () => {
    const sysId = await open();
    const path = `/api/now/table/change_request/${sysId}`;
    expect((await call('DELETE', path)).json.error.detail).toContain('ACL Exception Delete Failed');
    expect((await call('DELETE', path, undefined, 'changeManager')).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
  });
});

describe('access', () => {
  it.each([
    ['no credentials', undefined],
    ['a wrong password', basic({ userName: 'admin', password: 'wrong' })],
    ['an empty password', basic({ userName: 'admin', password: '' })],
    ['an unknown user', basic({ userName: 'nobody', password: 'x' })],
    [
      'a user name that is a query',
      basic({ userName: 'x^ORuser_nameISNOTEMPTY', password: 'sandbox-admin' }),
    ],
    ['a token', 'Bearer abc'],
  ])('answers 401 to %s', async (_, authorization) => {
    const response = await fetch(`${server.url}/api/now/table/change_request`, {
      headers: authorization === undefined ? {} : { Authorization: authorization },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('BASIC realm="Service-now"');
    expect(await response.json()).toEqual({
      error: { message: 'User Not Authenticated', detail: 'Required to provide Auth information' },
      status: 'failure',
    });
  });

  it('answers 401 to an empty password, also for a user who has none', async () => {
    database.insert('sys_user', { user_name: 'new.user' }, 'admin');
    const headers = { Authorization: basic({ userName: 'new.user', password: '' }) };
    expect((await fetch(`${server.url}/api/now/table/sys_user`, { headers })).status).toBe(401);
  });

  it('answers 401 to a user who is not active', async () => {
    const { sys_id = '' } = database.find('sys_user', 'user_name', 'admin') ?? {};
    database.update('sys_user', sys_id, { active: 'false' }, 'admin');
    expect((await call('GET', '/api/now/table/change_request', undefined, 'admin')).status).toBe(401);
  });

  it('asks users who have enrolled for a second factor, where the property says so for REST', async () => {
    const { sys_id = '' } = database.find('sys_user', 'user_name', 'admin') ?? {};
    database.update('sys_user', sys_id, { enable_multifactor_authn: 'true' }, 'system');
    const path = '/api/now/table/change_request';
    expect((await call('GET', path, undefined, 'admin')).status).toBe(200);
    const name = 'glide.authenticate.multifactor.for_integrations';
    database.insert('sys_properties', { name, value: 'true' }, 'system');
    const { status, headers } = await call('GET', path, undefined, 'admin');
    expect([status, headers.get('x-mfa_token')]).toEqual([401, 'invalid']);
    expect((await call('GET', path)).status).toBe(200);
  });

  it('answers 403 where the table is closed to web services, or to the caller', async () => {
    database.define({ name: 'x_acme_secret', columns: [{ name: 'name' }] });
    expect((await call('GET', '/api/now/table/x_acme_secret', undefined, 'admin')).status).toBe(403);
    expect((await call('GET', '/api/now/table/change_request', undefined, 'employee')).status).toBe(403);
    const created = await call('POST', '/api/now/table/change_request', {}, 'employee');
    expect(created.json.error.detail).toBe('ACL Exception Insert Failed due to security constraints');
  });

  it('answers 405 to a method that the path does not take', async () => {
    expect((await call('PATCH', '/api/now/table/change_request', {})).status).toBe(405);
  });

  it('answers 400 for a table that is not there', async () => {
    expect(await call('GET', '/api/now/table/nope')).toMatchObject({
      status: 400,
      json: { error: { message: 'Invalid table nope', detail: null } },
    });
  });
});

describe('what is not there', () => {
  it('answers 400 for an API that ServiceNow would not have', async () => {
    expect(await call('GET', '/api/x_acme/v1/things')).toMatchObject({
      status: 400,
      json: { error: { message: 'Requested URI does not represent any resource' } },
    });
  });

  it.each([
    ['GET', '/change_request_list.do', '/change_request_list.do'],
    ['GET', '/api/now/table/change_request?sysparm_view=mobile', 'sysparm_view'],
    ['GET', '/api/now/table/change_request?sysparm_query=opened_at>javascript:gs.log()', 'gs.log()'],
  ])('answers 501 to %s %s and names it', async (method, path, name) => {
    const { status, json } = await call(method, path);
    expect(status).toBe(501);
    expect(json.error.message).toContain(name);
  });

  it.each([
    [{ Accept: 'application/xml' }, 'XML answers'],
    [{ 'X-HTTP-Method-Override': 'PATCH' }, 'X-HTTP-Method-Override'],
  ])('answers 501 to the headers %j and names it', async (headers: Record<string, string>, name) => {
    const send = restClient(server.url, { Authorization: basic(USERS.integration) });
    const { status, json } = await send('POST', '/api/now/table/change_request', {}, headers);
    expect(status).toBe(501);
    expect(json.error.message).toContain(name);
  });

  it.each([
    ['text/plain', 415],
    ['application/xml', 501],
  ])('answers to a body of %s with %i', async (type, status) => {
    const response = await fetch(`${server.url}/api/now/table/change_request`, {
      method: 'POST',
      headers: { Authorization: basic(USERS.integration), 'Content-Type': type },
      body: 'x',
    });
    expect(response.status).toBe(status);
  });
});
