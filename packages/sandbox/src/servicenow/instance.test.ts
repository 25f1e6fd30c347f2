import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../clock.ts';
import { USERS } from './base-system/seed/seed.ts';
import { ServiceNowInstance } from './instance.ts';

let instance: ServiceNowInstance;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
});
afterEach(() => instance.close());

const credentials = Buffer.from(`${USERS.integration.userName}:${USERS.integration.password}`).toString(
  'base64',
);

function get(path: string): Promise<Response> {
  return fetch(instance.url + path, { headers: { Authorization: `Basic ${credentials}` } });
}

describe('ServiceNowInstance', () => {
  it('shows over HTTP what people do in its forms', async () => {
    const body = JSON.stringify({ short_description: 'x', state: '-4' });
    const headers = { Authorization: `Basic ${credentials}`, 'Content-Type': 'application/json' };
    const created = await fetch(`${instance.url}/api/now/table/change_request`, {
      method: 'POST',
      headers,
      body,
    });
    const { result } = (await created.json()) as { result: { number: string } };
    expect(instance.approve(result.number)).toMatchObject({ state: '-2' });
    const read = await get(`/api/now/table/change_request?sysparm_query=number=${result.number}`);
    expect(await read.json()).toMatchObject({ result: [{ state: '-2', approval: 'approved' }] });
    expect(instance.changes()).toHaveLength(1);
    expect(instance.requests.map(String)).toEqual([
      'POST /api/now/table/change_request -> 201',
      `GET /api/now/table/change_request?sysparm_query=number=${result.number} -> 200`,
    ]);
  });

  it.each(['/api/now/table/change_request', '/oauth_token.do', '/'])(
    'answers %s with a page and status 200 while it hibernates',
    async (path) => {
      instance.hibernate(true);
      const asleep = await get(path);
      expect(asleep.status).toBe(200);
      expect(asleep.headers.get('content-type')).toMatch(/^text\/html/);
      expect(await asleep.text()).toContain('<title>Instance Hibernating page</title>');
      instance.hibernate(false);
      const awake = await get(path);
      expect(awake.headers.get('content-type')).toMatch(/^application\/json/);
    },
  );

  it('answers with the faults that are injected', async () => {
    instance.faults.inject({
      effect: { kind: 'status', status: 429, retryAfter: 3 },
      path: '/api/now/table/',
    });
    expect((await get('/api/now/table/change_request')).status).toBe(429);
    expect((await get('/api/now/table/change_request')).status).toBe(200);
  });

  it('grants a role, once, and names a role or user that is not there', () => {
    const held = () =>
      instance.database.query('sys_user_has_role', 'user.user_name=abel.employee^role.name=itil');
    instance.grantRole('abel.employee', 'itil');
    instance.grantRole('abel.employee', 'itil');
    expect(held()).toHaveLength(1);
    expect(() => instance.grantRole('abel.employee', 'x_acme.user')).toThrow('There is no role x_acme.user');
    expect(() => instance.grantRole('nobody', 'itil')).toThrow('There is no user nobody');
  });

  it('sets system properties', () => {
    instance.setProperty('x_acme.limit', '1');
    instance.setProperty('x_acme.limit', '2');
    expect(instance.database.property('x_acme.limit')).toBe('2');
  });
});
