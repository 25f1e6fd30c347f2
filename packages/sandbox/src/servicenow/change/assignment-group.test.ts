/** The assignment group of a change, which it needs to leave New, as a client meets it over HTTP. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { devOps } from '../fixtures/dev-ops.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

const CHANGES = '/api/now/table/change_request';
const DATA_REQUIREMENTS = 'com.snc.change_management.enforce_data_requirements';

let instance: ServiceNowInstance;
let call: RestClient;

beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url, 'admin');
});
afterAll(() => instance.close());

/** @returns its path */
async function open(fields: object): Promise<string> {
  return `${CHANGES}/${(await call('POST', CHANGES, fields)).json.result.sys_id}`;
}

it.each(['normal', 'standard', 'emergency'])(
  'is needed by a %s change to leave New, but for Canceled',
  async (type) => {
    const path = await open({ type });
    const next = { normal: '-4', standard: '-2', emergency: '-3' }[type];
    const refused = await call('PATCH', path, { state: next });
    expect(refused.status).toBe(403);
    expect(refused.json.error.detail).toContain('Change Model: Check State Transition');
    const { sys_id: sysId } = (await call('GET', path)).json.result;
    const states = await call('GET', `/api/sn_chg_rest/change/${sysId}/nextstates`);
    expect(states.json.result.available_states).toEqual(['-5', '4']);
    const moved = await call('PATCH', path, { state: next, assignment_group: devOps(instance) });
    expect(moved.status).toBe(200);
    expect((await call('PATCH', await open({ type }), { state: '4' })).status).toBe(200);
  },
);

it('is needed without a model only while the property says so', async () => {
  const path = await open({ type: 'standard' });
  await call('PATCH', path, { chg_model: '' });
  expect((await call('PATCH', path, { state: '-2' })).status).toBe(403);
  instance.setProperty(DATA_REQUIREMENTS, 'false');
  expect((await call('PATCH', await open({ type: 'standard' }), { state: '-2' })).status).toBe(403);
  expect((await call('PATCH', path, { state: '-2' })).status).toBe(200);
});

it('is the one of the configuration item, unless somebody is given or assigned', async () => {
  const ci = { name: 'globex-db', assignment_group: devOps(instance) };
  const { sys_id: item = '' } = instance.database.insert('cmdb_ci', ci, 'admin');
  const other = instance.database.find('sys_user_group', 'name', 'Change Management')?.sys_id ?? '';
  const group = async (fields: object) => {
    const { json } = await call('POST', CHANGES, { cmdb_ci: item, ...fields });
    return json.result.assignment_group.value;
  };
  expect(await group({})).toBe(devOps(instance));
  expect(await group({ assignment_group: other })).toBe(other);
  const { sys_id: person = '' } = instance.database.query('sys_user')[0] ?? {};
  expect(await group({ assigned_to: person })).toBeUndefined();
});
