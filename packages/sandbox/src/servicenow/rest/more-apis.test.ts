import { afterEach, beforeEach, expect, it } from 'vitest';
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
    stats: { avg: { risk: '3' }, max: { risk: '4' }, sum: { no_such: '' } },
  });
  expect(await stats('sysparm_count=true&sysparm_group_by=type')).toEqual([
    { stats: { count: '2' }, groupby_fields: [{ field: 'type', value: 'normal' }] },
    { stats: { count: '1' }, groupby_fields: [{ field: 'type', value: 'emergency' }] },
  ]);
  expect((await call('GET', '/api/now/stats/change_request?sysparm_having=count^>^1')).status).toBe(501);
  expect((await clientOf(instance.url, 'employee')('GET', '/api/now/stats/change_request')).status).toBe(403);
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
      { id: 'absent', url: '/api/now/table/nope', method: 'GET', headers },
    ],
  });
  expect(status).toBe(200);
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
