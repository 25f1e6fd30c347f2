import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

let instance: ServiceNowInstance;
let call: RestClient;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url);
  for (const [type, risk] of [
    ['normal', '2'],
    ['normal', '4'],
    ['emergency', '3'],
  ]) {
    await call('POST', '/api/now/table/change_request', { type, risk });
  }
});
afterEach(() => instance.close());

it('aggregates', async () => {
  const stats = async (query: string) =>
    (await call('GET', `/api/now/stats/change_request?${query}`)).json.result;
  expect(await stats('sysparm_count=true&sysparm_query=type=normal')).toEqual({ stats: { count: '2' } });
  expect(await stats('sysparm_avg_fields=risk&sysparm_max_fields=risk&sysparm_sum_fields=no_such')).toEqual({
    stats: { avg: { risk: '3.0000' }, max: { risk: '4' }, sum: { no_such: '' } },
  });
  expect(await stats('sysparm_count=true&sysparm_group_by=type')).toEqual([
    { stats: { count: '2' }, groupby_fields: [{ field: 'type', value: 'normal' }] },
    { stats: { count: '1' }, groupby_fields: [{ field: 'type', value: 'emergency' }] },
  ]);
  const bounds = 'sysparm_min_fields=sys_created_on&sysparm_max_fields=number';
  expect((await stats(bounds)).stats).toMatchObject({
    min: { sys_created_on: expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/) },
    max: { number: 'CHG0030003' },
  });
  expect((await call('GET', '/api/now/stats/change_request?sysparm_having=count^>^1')).status).toBe(501);
  expect((await clientOf(instance.url, 'employee')('GET', '/api/now/stats/change_request')).status).toBe(403);
});

describe('groups of an aggregate', () => {
  const groups = async (query: string): Promise<string[]> => {
    const path = `/api/now/stats/change_request?sysparm_count=true&${query}`;
    const { json } = await call('GET', path);
    return json.result.map(
      (group: { groupby_fields: { value: string }[] }) => group.groupby_fields[0]?.value,
    );
  };

  it.each([
    ['COUNT', ['emergency', 'normal']],
    ['COUNT^DESC', ['normal', 'emergency']],
    ['type', ['emergency', 'normal']],
    ['type^DESC', ['normal', 'emergency']],
    ['MIN^risk', ['normal', 'emergency']],
    ['AVG^risk,type', ['emergency', 'normal']],
  ])('come in the order of sysparm_order_by=%s', async (order, expected) => {
    expect(await groups(`sysparm_group_by=type&sysparm_order_by=${order}`)).toEqual(expected);
  });

  it('answer 501 to an order that is of neither a grouped field nor an aggregate', async () => {
    const path = '/api/now/stats/change_request?sysparm_group_by=type&sysparm_order_by=number';
    expect(await call('GET', path)).toMatchObject({
      status: 501,
      json: { error: { message: expect.stringContaining('sysparm_order_by=number') } },
    });
  });

  it('show their fields as sysparm_display_value says', async () => {
    const only = 'sysparm_query=type=emergency&sysparm_group_by=type';
    expect(await groups(`${only}&sysparm_display_value=true`)).toEqual(['Emergency']);
    const { json } = await call('GET', `/api/now/stats/change_request?${only}&sysparm_display_value=all`);
    expect(json.result[0].groupby_fields).toEqual([
      { field: 'type', value: 'emergency', display_value: 'Emergency' },
    ]);
  });
});

it.each(['', 'v1/', 'v2/'])('has the same APIs below /api/now/%s', async (version) => {
  const counted = await call('GET', `/api/now/${version}stats/change_request?sysparm_count=true`);
  expect(counted).toMatchObject({ status: 200, json: { result: { stats: { count: '3' } } } });
  expect((await call('GET', `/api/now/${version}attachment`)).status).toBe(200);
  expect((await call('POST', `/api/now/${version}batch`, { rest_requests: [] })).status).toBe(200);
});

it('answers a batch request by request, each with its own status', async () => {
  const headers = [{ name: 'Content-Type', value: 'application/json' }];
  const { status, json } = await call('POST', '/api/now/v1/batch', {
    batch_request_id: '1',
    rest_requests: [
      {
        id: 'create',
        url: '/api/now/table/change_request',
        method: 'POST',
        headers,
        body: Buffer.from('{"short_description":"batched"}').toString('base64'),
      },
      { id: 'read', url: '/api/now/table/change_request?short_description=batched', method: 'GET', headers },
      {
        id: 'absent',
        url: '/api/now/table/nope',
        method: 'GET',
        headers,
        exclude_response_headers: true,
      },
    ],
  });
  expect(status).toBe(200);
  const multipart = { Accept: 'multipart/mixed' };
  expect((await call('POST', '/api/now/v1/batch', { rest_requests: [] }, multipart)).status).toBe(501);
  const bodies = json.serviced_requests.map((one: { body: string }) =>
    JSON.parse(Buffer.from(one.body, 'base64').toString()),
  );
  expect(json).toMatchObject({
    batch_request_id: '1',
    serviced_requests: [
      { id: 'create', status_code: 201, status_text: 'Created' },
      { id: 'read', status_code: 200 },
      { id: 'absent', status_code: 400 },
    ],
    unserviced_requests: [],
  });
  expect(json.serviced_requests[1].headers).toContainEqual({ name: 'x-total-count', value: '1' });
  expect(json.serviced_requests[2].headers).toEqual([]);
  expect(bodies[1].result).toMatchObject([{ number: bodies[0].result.number }]);
  expect(bodies[2].error.message).toBe('Invalid table nope');
});

it('keeps change tasks and affected configuration items in tables too', async () => {
  const [change] = (await call('GET', '/api/now/table/change_request')).json.result;
  const [ci] = (await call('GET', '/api/now/table/cmdb_ci')).json.result;
  const affected = await call('POST', '/api/now/table/task_ci', { task: change.sys_id, ci_item: ci.sys_id });
  expect(affected.status).toBe(201);
  const task = await call('POST', '/api/now/table/change_task', { change_request: change.sys_id });
  expect(task.json.result).toMatchObject({ number: 'CTASK0030001', state: '1' });
  const found = await call(
    'GET',
    `/api/now/table/task_ci?sysparm_query=task.number=${change.number}&sysparm_fields=ci_item.name`,
  );
  expect(found.json.result).toEqual([{ 'ci_item.name': 'globex-web' }]);
});

it('reads attachments and system properties as tables too', async () => {
  const [change] = (await call('GET', '/api/now/table/change_request')).json.result;
  const file = `table_name=change_request&table_sys_id=${change.sys_id}&file_name=plan.txt`;
  await call('POST', `/api/now/attachment/file?${file}`, 'Roll back', { 'Content-Type': 'text/plain' });
  const found = await call(
    'GET',
    `/api/now/table/sys_attachment?table_sys_id=${change.sys_id}&sysparm_fields=file_name,size_bytes`,
  );
  expect(found.json.result).toEqual([{ file_name: 'plan.txt', size_bytes: '9' }]);

  instance.setProperty('change.conflict.mode', 'basic');
  const property = '/api/now/table/sys_properties?name=change.conflict.mode&sysparm_fields=value';
  expect((await clientOf(instance.url, 'admin')('GET', property)).json.result).toEqual([{ value: 'basic' }]);
  expect((await call('GET', property)).status).toBe(403);
});
