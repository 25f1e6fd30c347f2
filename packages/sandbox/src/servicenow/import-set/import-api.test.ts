import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

const API = '/api/now/import/u_pipeline_change';

let instance: ServiceNowInstance;
let call: RestClient;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock(new Date('2026-01-01T10:00:00Z')) });
  call = clientOf(instance.url);
  instance.imports.define({
    name: 'Pipeline change',
    stagingTable: 'u_pipeline_change',
    target: 'change_request',
    fields: {
      u_pipeline_run: 'correlation_id',
      u_title: 'short_description',
      u_team: 'assignment_group',
      u_change_type: 'type',
      u_risk: 'risk',
    },
    coalesce: ['correlation_id'],
  });
});
afterEach(() => instance.close());

describe('POST /import/{staging table}', () => {
  it('makes a record, and answers as documented: without a result around it', async () => {
    const { status, json } = await call('POST', API, {
      u_pipeline_run: 'run-1',
      u_title: 'Globex',
      u_team: 'DevOps',
      u_change_type: 'Emergency',
      u_risk: 2,
      no_such_column: 'x',
    });
    expect(status).toBe(201);
    const change = instance.desk.change('CHG0030001');
    expect(json).toEqual({
      import_set: 'ISET0030001',
      staging_table: 'u_pipeline_change',
      result: [
        {
          transform_map: 'Pipeline change',
          table: 'change_request',
          display_name: 'number',
          display_value: 'CHG0030001',
          record_link: `${instance.url}/api/now/table/change_request/${change.sys_id}`,
          status: 'inserted',
          sys_id: change.sys_id,
        },
      ],
    });
    expect(change).toMatchObject({ short_description: 'Globex', type: 'emergency', risk: '2', state: '-5' });
    const team = instance.database.find('sys_user_group', 'name', 'DevOps')?.sys_id;
    expect(change.assignment_group).toBe(team);
  });

  it('updates the record that coalesces, and ignores what changes nothing', async () => {
    const send = async (fields: object) => (await call('POST', API, fields)).json.result[0];
    await send({ u_pipeline_run: 'run-1', u_title: 'Globex' });
    expect(await send({ u_pipeline_run: 'run-1', u_title: 'Globex 2', u_risk: '' })).toMatchObject({
      status: 'updated',
      display_value: 'CHG0030001',
    });
    expect(await send({ u_pipeline_run: 'run-1', u_title: 'Globex 2' })).toMatchObject({
      status: 'ignored',
      status_message: 'No field values changed',
      display_value: 'CHG0030001',
    });
    expect(instance.desk.change('CHG0030001')).toMatchObject({ short_description: 'Globex 2', risk: '3' });
    // An empty key finds nothing: the row makes a record of its own.
    expect(await send({ u_title: 'Keyless' })).toMatchObject({ status: 'inserted' });
    expect(await send({ u_title: 'Keyless' })).toMatchObject({ status: 'inserted' });
  });

  it('takes a name that no record bears for no key', async () => {
    instance.imports.define({
      name: 'By team',
      stagingTable: 'u_team_change',
      target: 'change_request',
      fields: { u_team: 'assignment_group' },
      coalesce: ['assignment_group'],
    });
    const team = async (name: string) =>
      (await call('POST', '/api/now/import/u_team_change', { u_team: name })).json.result[0].status;
    expect([await team('Nobody'), await team('Nobody'), await team('DevOps'), await team('DevOps')]).toEqual([
      'inserted',
      'inserted',
      'inserted',
      'ignored',
    ]);
  });

  it('answers 201 also when a rule refuses the record: only the status in it tells', async () => {
    instance.rules.require({ table: 'change_request', fields: ['justification'] });
    const { status, json } = await call('POST', API, { u_title: 'Globex' });
    expect(status).toBe(201);
    expect(json.result).toEqual([
      {
        transform_map: 'Pipeline change',
        table: 'change_request',
        status: 'error',
        error_message: 'Data Policy Exception: The following fields are mandatory: Justification',
      },
    ]);
    expect(instance.changes()).toEqual([]);
  });

  it('transforms by each active map in its order', async () => {
    const map = { stagingTable: 'u_pipeline_change', target: 'cmdb_ci', fields: { u_title: 'name' } };
    const item = instance.imports.define({ ...map, name: 'Its item', coalesce: ['name'] });
    instance.database.update('sys_transform_map', item, { order: '50' }, 'admin');
    const { json } = await call('POST', API, { u_title: 'globex-tv' });
    expect(json.result).toMatchObject([
      { transform_map: 'Its item', table: 'cmdb_ci', display_name: 'name', display_value: 'globex-tv' },
      { transform_map: 'Pipeline change' },
    ]);
    instance.database.update('sys_transform_map', item, { active: 'false' }, 'admin');
    expect((await call('POST', API, { u_title: 'globex-tv' })).json.result).toHaveLength(1);
  });

  it('is for those with an import role, and for staging tables', async () => {
    expect(await clientOf(instance.url, 'employee')('POST', API, {})).toMatchObject({
      status: 403,
      json: { error: { detail: 'ACL Exception Insert Failed due to security constraints' } },
    });
    expect((await call('POST', '/api/now/import/change_request', {})).status).toBe(400);
    expect((await call('POST', '/api/now/import/u_nope', {})).status).toBe(400);
    expect((await call('POST', API, '[]')).status).toBe(400);
    expect((await call('DELETE', API)).status).toBe(405);
  });
});

describe('GET /import/{staging table}/{sys_id}', () => {
  it('says again what became of the row', async () => {
    const sent = await call('POST', '/api/now/v1/import/u_pipeline_change', { u_title: 'Globex' });
    const rows = (await call('GET', '/api/now/table/u_pipeline_change')).json.result;
    expect(rows).toMatchObject([{ u_title: 'Globex', sys_import_state: 'inserted' }]);
    expect((await call('GET', `${API}/${rows[0].sys_id}`)).json).toEqual(sent.json);
    expect((await call('GET', `${API}/${'0'.repeat(32)}`)).status).toBe(404);
  });
});

describe('POST /import/{staging table}/insertMultiple', () => {
  const records = [
    { 'Pipeline run': 'run-1', Title: 'Globex' },
    { 'Pipeline run': 'run-2', Title: 'Globex', u_risk: '2' },
  ];

  it('takes rows by the labels of the columns, and tells of no outcome', async () => {
    const { status, json } = await call('POST', `${API}/insertMultiple`, { records });
    expect(status).toBe(201);
    expect(json).toEqual({
      import_set_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      multi_import_set_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(instance.changes()).toMatchObject([
      { correlation_id: 'run-1', risk: '3' },
      { correlation_id: 'run-2', risk: '3' },
    ]);
    const again = `${API}/insertMultiple?multi_import_set_id=${json.multi_import_set_id}`;
    const more = await call('POST', again, { records: [{ 'Pipeline run': 'run-3' }] });
    expect(more.json.multi_import_set_id).toBe(json.multi_import_set_id);
    expect(more.json.import_set_id).not.toBe(json.import_set_id);
  });

  it('goes by the names of the columns where the table is set up so', async () => {
    const setting = { source_table: 'u_pipeline_change', column_mapping: 'column_name' };
    instance.database.insert('sys_rest_insert_multiple', setting, 'admin');
    await call('POST', `${API}/insertMultiple`, { records: [{ u_title: 'Globex', Title: 'x' }] });
    expect(instance.changes()).toMatchObject([{ short_description: 'Globex' }]);
  });

  it('needs records', async () => {
    expect((await call('POST', `${API}/insertMultiple`, { u_title: 'Globex' })).status).toBe(400);
  });
});

describe('a definition', () => {
  const definition = {
    name: 'Map',
    stagingTable: 'u_import',
    target: 'change_request',
    fields: { u_title: 'short_description' },
  };

  it.each([
    [{ target: 'u_nope' }, 'Map: the sandbox has no table u_nope'],
    [{ fields: { u_title: 'title' } }, 'Map: change_request has no column title'],
    [{ coalesce: ['correlation_id'] }, 'Map: nothing fills correlation_id, so it cannot coalesce'],
    [{ stagingTable: 'cmdb_ci' }, 'Map: cmdb_ci is there and is no staging table'],
  ])('is refused where it cannot be: %o', (wrong, message) => {
    expect(() => instance.imports.define({ ...definition, ...wrong })).toThrow(message);
  });
});
