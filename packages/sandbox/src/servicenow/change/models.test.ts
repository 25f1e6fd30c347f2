/** The models of the base system, as a client meets them over HTTP. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

const CHANGES = '/api/now/table/change_request';
const STANDARD = 'e55d0bfec343101035ae3f52c1d3ae49';

let instance: ServiceNowInstance;
let call: RestClient;
beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url, 'admin');
});
afterAll(() => instance.close());

it.each([
  ['Normal', '007c4001c343101035ae3f52c1d3aeb2', 'normal'],
  ['Standard', STANDARD, 'standard'],
  ['Emergency', '62d10fa1c303101035ae3f52c1d3aec1', 'emergency'],
])(
  'a change with the sys_id of the model %s has its type, whatever type is sent',
  async (name, sysId, type) => {
    const record = await call('GET', `/api/now/table/chg_model/${sysId}`);
    expect(record.json.result).toMatchObject({ name, active: 'true', record_preset: `type=${type}^EQ` });
    for (const body of [{ chg_model: sysId }, { chg_model: sysId, type: 'normal' }]) {
      expect((await call('POST', CHANGES, body)).json.result.type).toBe(type);
    }
    const byName = await call('POST', '/api/sn_chg_rest/change', { chg_model: name });
    expect(byName.json.result).toMatchObject({ type: { value: type }, chg_model: { value: sysId } });
  },
);

it('a name in the Table API is no model: the change has the type that was sent', async () => {
  const { json } = await call('POST', CHANGES, { chg_model: 'Standard', type: 'emergency' });
  expect(json.result).toMatchObject({ type: 'emergency', chg_model: { value: 'Standard' } });
});

it('a change follows another model while it is New', async () => {
  const { json } = await call('POST', CHANGES, {});
  const changed = await call('PATCH', `${CHANGES}/${json.result.sys_id}`, { chg_model: STANDARD });
  expect(changed.json.result.type).toBe('standard');
});

it('the admin has the sys_id that it has everywhere', async () => {
  const { json } = await call('GET', '/api/now/table/sys_user/6816f79cc0a8016401c5a33be04be441');
  expect(json.result.user_name).toBe('admin');
});

it('a change is over in each final state of its model, by active', async () => {
  instance.defineChangeModel({
    name: 'Cloud',
    states: [
      { value: '20', label: 'Draft' },
      { value: '21', label: 'Rollout', implementation: true },
      { value: '22', label: 'Done' },
    ],
    transitions: [
      { from: '20', to: '21' },
      { from: '21', to: '22' },
    ],
  });
  const { json } = await call('POST', '/api/sn_chg_rest/change', { chg_model: 'Cloud' });
  const path = `${CHANGES}/${json.result.sys_id.value}`;
  expect((await call('PATCH', path, { state: '21' })).json.result.active).toBe('true');
  const done = (await call('PATCH', path, { state: '22' })).json.result;
  expect(done).toMatchObject({ state: '22', active: 'false' });
  expect(done.closed_at).not.toBe('');
});
