import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

let instance: ServiceNowInstance;
let call: RestClient;

beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url, 'admin');
});
afterAll(() => instance.close());

async function read(query: string): Promise<Record<string, unknown>[]> {
  return (await call('GET', `/api/now/table/${query}`)).json.result;
}

describe('sys_choice', () => {
  it('lists choices in their order, also those that a table has otherwise than its parent', async () => {
    const states = await read('sys_choice?sysparm_query=name=change_request^element=state^ORDERBYsequence');
    expect(states.map(({ value, label }) => `${value} ${label}`)).toEqual([
      '-5 New',
      '-4 Assess',
      '-3 Authorize',
      '-2 Scheduled',
      '-1 Implement',
      '0 Review',
      '3 Closed',
      '4 Canceled',
    ]);
    expect(states[0]).toMatchObject({ language: 'en', inactive: 'false', sequence: '0' });
    expect(await read('sys_choice?name=change_request&element=approval')).toEqual([]);
    expect(await read('sys_choice?name=task&element=approval')).toHaveLength(7);
  });

  it('follows what is defined later, under the same sys_ids', async () => {
    const before = await read('sys_choice?name=task&element=priority');
    const size = { name: 'u_size', choices: [{ value: 'l', label: 'Large' }] };
    instance.database.define({ name: 'u_thing', label: 'Thing', parent: 'task', columns: [size] });
    expect(await read('sys_choice?name=u_thing&sysparm_fields=element,label')).toEqual([
      { element: 'u_size', label: 'Large' },
    ]);
    expect(await read('sys_choice?name=task&element=priority')).toEqual(before);
  });

  it.each(['POST', 'PATCH', 'DELETE'])(
    'answers 501 to %s, and 403 to those who may not read it',
    async (method) => {
      const [row] = await read('sys_choice?sysparm_limit=1');
      const path = `/api/now/table/sys_choice${method === 'POST' ? '' : `/${row?.sys_id}`}`;
      const { status, json } = await call(method, path, method === 'DELETE' ? undefined : { label: 'x' });
      expect(status).toBe(501);
      expect(json.error.message).toContain('writing to sys_choice');
      expect((await clientOf(instance.url)('GET', '/api/now/table/sys_choice')).status).toBe(403);
    },
  );

  it('refuses a script’s write', () => {
    expect(() => instance.database.insert('sys_choice', { name: 'task' }, 'admin')).toThrow(
      'does not write sys_choice',
    );
  });
});
