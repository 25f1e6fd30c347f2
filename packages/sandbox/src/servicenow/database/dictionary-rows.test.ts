import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

let instance: ServiceNowInstance;
let admin: RestClient;

beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  admin = clientOf(instance.url, 'admin');
});
afterAll(() => instance.close());

async function read(path: string): Promise<Record<string, unknown>[]> {
  return (await admin('GET', `/api/now/table/${path}`)).json.result;
}

describe('sys_db_object', () => {
  it('says which table a table extends', async () => {
    const [change] = await read('sys_db_object?name=change_request&sysparm_exclude_reference_link=true');
    expect(change).toMatchObject({ label: 'Change Request', ws_access: 'true' });
    expect(await read(`sys_db_object?sys_id=${change?.super_class}&sysparm_fields=name,super_class`)).toEqual(
      [{ name: 'task', super_class: '' }],
    );
  });
});

describe('sys_dictionary', () => {
  it('has a column where its table brings it, and not again where another inherits it', async () => {
    const of = (table: string, column: string) => read(`sys_dictionary?name=${table}&element=${column}`);
    expect(await of('task', 'assignment_group')).toMatchObject([
      {
        column_label: 'Assignment group',
        internal_type: {
          link: `${instance.url}/api/now/table/sys_glide_object?name=reference`,
          value: 'reference',
        },
        reference: { value: 'sys_user_group' },
        mandatory: 'false',
      },
    ]);
    expect(await of('change_request', 'assignment_group')).toEqual([]);
    // Its default and choices differ, which is no other column.
    expect(await of('change_request', 'state')).toEqual([]);
    expect(await of('change_request', 'justification')).toHaveLength(1);
  });

  it('has an entry for the table itself, and follows what is defined later', async () => {
    instance.database.define({
      name: 'change_request',
      columns: [{ name: 'u_reason', label: 'Reason', mandatory: true }],
    });
    expect(await read('sys_dictionary?name=change_request&element=')).toMatchObject([
      { column_label: 'Change Request', internal_type: { value: 'collection' } },
    ]);
    expect(await read('sys_dictionary?name=change_request&element=u_reason')).toMatchObject([
      { mandatory: 'true', max_length: '40' },
    ]);
  });

  it('has what a table changes of what it inherits beside it', async () => {
    const of = (column: string) => read(`sys_dictionary_override?name=change_request&element=${column}`);
    expect(await of('state')).toMatchObject([
      {
        base_table: 'task',
        default_value_override: 'true',
        default_value: '-5',
        attributes_override: 'true',
        attributes: 'close_states=3;4',
        mandatory_override: 'false',
        read_only_override: 'false',
      },
    ]);
    expect(await of('assignment_group')).toEqual([]);
    expect(await of('justification')).toEqual([]);
  });

  it('is read by those who have the role for it', async () => {
    const path = '/api/now/table/sys_dictionary?name=task&sysparm_limit=1';
    const pipeline = clientOf(instance.url);
    expect((await pipeline('GET', path)).status).toBe(403);
    instance.grantRole('pipeline.integration', 'personalize_dictionary');
    expect((await pipeline('GET', path)).json.result).toHaveLength(1);
  });
});
