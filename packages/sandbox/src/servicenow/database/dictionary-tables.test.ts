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

describe('the dictionary, as tables', () => {
  it('lists the columns that a table has of its own; inherited ones are its parent’s', async () => {
    const query =
      'sys_dictionary?sysparm_exclude_reference_link=true&sysparm_query=elementINstate,risk,sys_id';
    const own = await read(`${query}^nameINtask,change_request&sysparm_fields=name,element,internal_type`);
    expect(own).toEqual([
      { name: 'task', element: 'sys_id', internal_type: 'GUID' },
      { name: 'task', element: 'state', internal_type: 'integer' },
      { name: 'change_request', element: 'risk', internal_type: 'integer' },
    ]);
  });

  it('describes a column, with its type and table by name', async () => {
    const [column] = await read('sys_dictionary?name=task&element=assignment_group');
    expect(column).toMatchObject({
      column_label: 'Assignment group',
      max_length: '32',
      mandatory: 'false',
      read_only: 'false',
      default_value: '',
      internal_type: {
        link: `${instance.url}/api/now/table/sys_glide_object?name=reference`,
        value: 'reference',
      },
      reference: {
        link: `${instance.url}/api/now/table/sys_db_object?name=sys_user_group`,
        value: 'sys_user_group',
      },
    });
    const [table] = await read(
      'sys_dictionary?sysparm_query=name=task^internal_type=collection&sysparm_display_value=true',
    );
    expect(table).toMatchObject({
      element: '',
      column_label: 'Task',
      internal_type: { display_value: 'Collection' },
    });
  });

  it('walks from a column to the table that it refers to', async () => {
    const path =
      'sys_dictionary?sysparm_query=reference.label=Change Model^element=chg_model&sysparm_fields=name,reference.name';
    expect(await read(path)).toEqual([{ name: 'change_request', 'reference.name': 'chg_model' }]);
  });

  it('tells what a table extends, by sys_id', async () => {
    const [table] = await read('sys_db_object?name=change_request&sysparm_display_value=all');
    const [parent] = await read('sys_db_object?name=task');
    expect(table).toMatchObject({
      label: { value: 'Change Request' },
      super_class: { value: parent?.sys_id, display_value: 'Task' },
      ws_access: { value: 'true' },
    });
    const one = await call('GET', `/api/now/table/sys_db_object/${parent?.sys_id}`);
    expect(one.json.result.name).toBe('task');
  });

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
    expect(await read('sys_choice?name=task&element=approval')).toHaveLength(4);
  });

  it('has the labels of tables and columns', async () => {
    const labels = await read(
      'sys_documentation?sysparm_query=name=task^elementIN,due_date&sysparm_fields=element,label,language',
    );
    expect(labels).toEqual([
      { element: '', label: 'Task', language: 'en' },
      { element: 'due_date', label: 'Due date', language: 'en' },
    ]);
  });

  it('follows what is defined later, under the same sys_ids', async () => {
    const [before] = await read('sys_db_object?name=task');
    instance.database.define({
      name: 'u_thing',
      label: 'Thing',
      parent: 'task',
      columns: [{ name: 'u_size' }],
    });
    expect(await read('sys_dictionary?name=u_thing&sysparm_fields=element')).toEqual([
      { element: '' },
      { element: 'u_size' },
    ]);
    expect(await read('sys_db_object?name=task')).toEqual([before]);
  });

  it('counts', async () => {
    const { json } = await call(
      'GET',
      '/api/now/stats/sys_choice?sysparm_count=true&name=task&element=priority',
    );
    expect(json.result).toEqual({ stats: { count: '5' } });
  });

  it.each(['POST', 'PATCH', 'DELETE'])(
    'answers 501 to %s, and 403 to those who may not read it',
    async (method) => {
      const [row] = await read('sys_choice?sysparm_limit=1');
      const path = `/api/now/table/sys_choice${method === 'POST' ? '' : `/${row?.sys_id}`}`;
      const { status, json } = await call(method, path, method === 'DELETE' ? undefined : { label: 'x' });
      expect(status).toBe(501);
      expect(json.error.message).toContain('writing to sys_choice');
      expect((await clientOf(instance.url)('GET', '/api/now/table/sys_dictionary')).status).toBe(403);
    },
  );

  it('refuses a script’s write', () => {
    expect(() => instance.database.insert('sys_choice', { name: 'task' }, 'admin')).toThrow(
      'does not write sys_choice',
    );
  });
});
