import { afterEach, beforeEach, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { devOps } from '../fixtures/dev-ops.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

const TABLE = '/api/now/table/change_request';

let instance: ServiceNowInstance;
let call: RestClient;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({
    clock: SandboxClock.stoppedAt(new Date('2026-01-01T10:59:00Z')),
  });
  call = clientOf(instance.url);
});
afterEach(() => instance.close());

it('aborts the writes that a business rule is about, until it is removed', async () => {
  const rule = { table: 'change_request', when: 'risk=1', name: 'No very high risk' };
  const remove = instance.rules.abort(rule);
  expect((await call('POST', TABLE, { risk: '2' })).status).toBe(201);
  expect(await call('POST', TABLE, { risk: '1' })).toMatchObject({
    status: 403,
    json: {
      error: {
        message: 'Operation Failed',
        detail: expect.stringMatching(
          /^Operation against file 'change_request' was aborted by Business Rule 'No very high risk\^[0-9a-f]{32}'\. Business Rule Stack:No very high risk$/,
        ),
      },
    },
  });
  remove();
  expect((await call('POST', TABLE, { risk: '1' })).status).toBe(201);
});

it('makes fields mandatory by a data policy, for a type and a state', async () => {
  instance.rules.require({
    table: 'change_request',
    when: 'type=normal^state=-4',
    fields: ['justification', 'implementation_plan'],
  });
  const { json } = await call('POST', TABLE, { justification: 'why', assignment_group: devOps(instance) });
  const path = `${TABLE}/${json.result.sys_id}`;
  const refused = await call('PATCH', path, { state: '-4' });
  expect(refused).toMatchObject({ status: 403, json: { error: { message: 'Operation Failed' } } });
  expect(refused.json.error.detail).toBe(
    'Data Policy Exception: The following fields are mandatory: Implementation plan',
  );
  expect((await call('PATCH', path, { state: '-4', implementation_plan: 'how' })).status).toBe(200);
});

it('lets a write succeed without an effect', async () => {
  const { json } = await call('POST', TABLE, {});
  const path = `${TABLE}/${json.result.sys_id}`;
  const remove = instance.rules.ignore({ table: 'change_request', fields: ['state'] });
  const ignored = await call('PATCH', path, { state: '4', description: 'd' });
  expect(ignored).toMatchObject({ status: 200, json: { result: { state: '-5', description: 'd' } } });
  remove();
  expect((await call('PATCH', path, { state: '4' })).json.result.state).toBe('4');
});

it('limits the APIs of imported apps too, whether they are there or not', async () => {
  instance.rateLimits.add({ api: 'Acme', path: '/api/x_acme', perHour: 1 });
  expect((await call('POST', '/api/x_acme/v1/things', {})).status).toBe(400);
  expect((await call('POST', '/api/x_acme/v1/things', {})).status).toBe(429);
});

it('limits the rate by rule, user and hour', async () => {
  instance.rateLimits.add({ api: 'Table API', path: '/api/now/table', perHour: 2 });
  const first = await call('GET', TABLE);
  expect(first.headers.get('x-ratelimit-limit')).toBe('2');
  expect(first.headers.get('x-ratelimit-reset')).toBe(String(Date.parse('2026-01-01T11:00:00Z') / 1000));
  await call('GET', TABLE);
  const limited = await call('GET', TABLE);
  expect(limited).toMatchObject({
    status: 429,
    json: {
      error: {
        message: 'Rate limit exceeded',
        detail: 'Rate limit of 2 requests per hour for Table API exceeded',
      },
    },
  });
  const wait = Number(limited.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(50);
  expect(wait).toBeLessThanOrEqual(60);
  expect(limited.headers.get('x-ratelimit-rule')).toMatch(/^[0-9a-f]{32}$/);
  expect((await clientOf(instance.url, 'admin')('GET', TABLE)).status).toBe(200);
  expect((await call('GET', '/api/sn_chg_rest/change')).headers.has('x-ratelimit-limit')).toBe(false);
  (instance.clock as SandboxClock).advance(wait * 1000);
  expect((await call('GET', TABLE)).status).toBe(200);
});
