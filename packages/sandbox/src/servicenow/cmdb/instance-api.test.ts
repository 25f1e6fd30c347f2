import { afterEach, beforeEach, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

const API = '/api/now/cmdb/instance';

let instance: ServiceNowInstance;
let call: RestClient;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url);
});
afterEach(() => instance.close());

function insert(table: string, row: Readonly<Record<string, string>>): string {
  return instance.database.insert(table, row, 'admin').sys_id ?? '';
}

it('lists the items of a class and of those that extend it', async () => {
  const shop = insert('cmdb_ci_service', { name: 'globex-shop' });
  expect((await call('GET', `${API}/cmdb_ci_service`)).json).toEqual({
    result: [{ sys_id: shop, name: 'globex-shop' }],
  });
  const names = async (query: string) =>
    (await call('GET', `${API}/cmdb_ci?${query}`)).json.result.map((ci: { name: string }) => ci.name);
  expect(await names('')).toEqual(['globex-web', 'globex-shop']);
  expect(await names('sysparm_query=nameENDSWITHshop')).toEqual(['globex-shop']);
  expect(await names('sysparm_query=ORDERBYname&sysparm_limit=1&sysparm_offset=1')).toEqual(['globex-web']);
});

it('shows an item with its attributes and relations, as documented', async () => {
  const web = instance.database.find('cmdb_ci', 'name', 'globex-web')?.sys_id ?? '';
  const team = instance.database.find('sys_user_group', 'name', 'DevOps')?.sys_id ?? '';
  const shop = insert('cmdb_ci_service', { name: 'globex-shop', support_group: team });
  const type = insert('cmdb_rel_type', { name: 'Depends on::Used by' });
  const relation = insert('cmdb_rel_ci', { parent: shop, child: web, type });
  const related = (target: string, name: string) => ({
    sys_id: relation,
    type: {
      display_value: 'Depends on::Used by',
      link: `${instance.url}/api/now/table/cmdb_rel_type/${type}`,
      value: type,
    },
    target: { display_value: name, link: `${instance.url}${API}/cmdb_ci/${target}`, value: target },
  });
  const { json } = await call('GET', `${API}/cmdb_ci/${shop}`);
  expect(json.result).toMatchObject({
    outbound_relations: [related(web, 'globex-web')],
    inbound_relations: [],
    attributes: {
      name: 'globex-shop',
      sys_class_name: 'cmdb_ci_service',
      owned_by: '',
      support_group: {
        display_value: 'DevOps',
        link: `${instance.url}/api/now/table/sys_user_group/${team}`,
        value: team,
      },
    },
  });
  const other = (await call('GET', `/api/now/v1/cmdb/instance/cmdb_ci/${web}`)).json.result;
  expect(other).toMatchObject({ outbound_relations: [], inbound_relations: [related(shop, 'globex-shop')] });
});

it('refuses what it has not: classes, items, rights, and to write', async () => {
  expect((await call('GET', `${API}/cmdb_ci_linux_server`)).status).toBe(501);
  expect((await call('GET', `${API}/change_request`)).status).toBe(400);
  expect((await call('GET', `${API}/cmdb_ci/${'0'.repeat(32)}`)).status).toBe(404);
  expect((await clientOf(instance.url, 'employee')('GET', `${API}/cmdb_ci`)).status).toBe(403);
  expect(await call('POST', `${API}/cmdb_ci`, { attributes: { name: 'x' } })).toMatchObject({
    status: 501,
    json: { error: { message: expect.stringContaining('configuration items are written by the Table API') } },
  });
});

it('has classes whose items a change takes by name, as it takes those of cmdb_ci itself', async () => {
  const shop = insert('cmdb_ci_service', { name: 'globex-shop' });
  const path = '/api/now/table/change_request?sysparm_input_display_value=true';
  const { json } = await call('POST', path, { cmdb_ci: 'globex-shop' });
  expect(json.result.cmdb_ci.value).toBe(shop);
});
