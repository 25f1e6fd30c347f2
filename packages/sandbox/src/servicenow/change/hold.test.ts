/** Changes on hold, as a client meets them over HTTP. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { devOps } from '../fixtures/dev-ops.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

const CHANGES = '/api/now/table/change_request';
const TASKS = '/api/now/table/change_task';
const HOLD = { on_hold: 'true', on_hold_reason: 'freeze' };

let instance: ServiceNowInstance;
let call: RestClient;

beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url, 'admin');
});
afterAll(() => instance.close());

/** @param states that it goes through */
async function open(type: string, ...states: string[]): Promise<string> {
  const change = { type, assignment_group: devOps(instance) };
  const { sys_id } = (await call('POST', CHANGES, change)).json.result;
  for (const state of states) await patch(sys_id, { state });
  return sys_id;
}

const patch = (change: string, fields: object) => call('PATCH', `${CHANGES}/${change}`, fields);

async function list(table: string, query: string): Promise<Record<string, string>[]> {
  return (await call('GET', `/api/now/table/${table}?sysparm_query=${query}`)).json.result;
}

it('needs a reason, and is not for a change in New or Canceled', async () => {
  const fresh = await open('standard');
  expect((await patch(fresh, HOLD)).status).toBe(403);
  const change = await open('standard', '-2');
  const refused = await patch(change, { on_hold: 'true' });
  expect(refused).toMatchObject({ status: 403 });
  expect(refused.json.error.detail).toContain('mandatory: On hold reason');
  expect((await patch(change, HOLD)).json.result).toMatchObject(HOLD);
  const canceled = await patch(change, { state: '4' });
  expect(canceled.json.result).toMatchObject({ state: '4', on_hold: 'false', on_hold_reason: '' });
  expect((await patch(change, HOLD)).status).toBe(403);
});

it('can only be canceled', async () => {
  const change = await open('standard', '-2');
  await patch(change, HOLD);
  const next = await call('GET', `/api/sn_chg_rest/change/${change}/nextstates`);
  expect(next.json.result.available_states).toEqual(['-2', '4']);
  const refused = await patch(change, { state: '-1' });
  expect(refused.json.error.detail).toContain('Change Model: Check State Transition');
  const released = await patch(change, { on_hold: 'false', state: '-1' });
  expect(released.json.result).toMatchObject({ state: '-1', on_hold_reason: '' });
});

it('asks nobody until it goes on', async () => {
  const change = await open('normal', '-4');
  const states = async () =>
    (await list('sysapproval_approver', `sysapproval=${change}`)).map(({ state }) => state);
  expect(await states()).toEqual(['requested']);
  await patch(change, HOLD);
  expect(await states()).toEqual(['not_required']);
  const { number = '' } = instance.database.get('change_request', change) ?? {};
  expect(() => instance.approve(number)).toThrow('waits for nobody');
  await patch(change, { on_hold: 'false' });
  expect(await states()).toEqual(['requested']);
  await patch(change, HOLD);
  await patch(change, { state: '4' });
  expect(await states()).toEqual(['not_required']);
});

it('holds its active tasks, and those that were on hold before stay so', async () => {
  const change = await open('standard', '-2', '-1');
  const [first, second] = await list('change_task', `change_request=${change}^ORDERBYnumber`);
  const task = { on_hold: 'true', on_hold_reason: 'ill' };
  expect((await call('PATCH', `${TASKS}/${first?.sys_id}`, { on_hold: 'true' })).status).toBe(403);
  await call('PATCH', `${TASKS}/${first?.sys_id}`, task);
  const shown = async () =>
    (await list('change_task', `change_request=${change}^ORDERBYnumber`)).map(
      ({ on_hold: held, on_hold_reason: reason }) => [held, reason],
    );
  await patch(change, HOLD);
  expect(await shown()).toEqual([
    ['true', 'ill'],
    ['true', 'freeze'],
  ]);
  await patch(change, { on_hold: 'false' });
  expect(await shown()).toEqual([
    ['true', 'ill'],
    ['false', ''],
  ]);
  expect(second).toMatchObject({ on_hold: 'false' });
});
