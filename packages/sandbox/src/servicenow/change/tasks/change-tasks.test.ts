/** The tasks of a change, as a client meets them over HTTP. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { devOps } from '../../fixtures/dev-ops.ts';
import { clientOf, type RestClient } from '../../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../../instance.ts';

const CHANGES = '/api/now/table/change_request';
const TASKS = '/api/now/table/change_task';
const DONE = { close_code: 'successful', close_notes: 'done' };

let instance: ServiceNowInstance;
let call: RestClient;

beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url);
});
afterAll(() => instance.close());

/** A standard change in Implement. */
async function implementing(fields: object = {}): Promise<string> {
  const change = { type: 'standard', assignment_group: devOps(instance), ...fields };
  const { sys_id } = (await call('POST', CHANGES, change)).json.result;
  for (const state of ['-2', '-1']) await move(sys_id, state);
  return sys_id;
}

const move = (change: string, state: string, fields: object = {}) =>
  call('PATCH', `${CHANGES}/${change}`, { state, ...fields });

async function tasks(change: string): Promise<Record<string, string>[]> {
  const query = `change_request=${change}^ORDERBYnumber`;
  return (await call('GET', `${TASKS}?sysparm_query=${query}`)).json.result;
}

const close = (task: string | undefined, fields: object = DONE) =>
  call('PATCH', `${TASKS}/${task}`, { state: '3', ...fields });

const stateOf = async (change: string) => (await call('GET', `${CHANGES}/${change}`)).json.result.state;

it('come with Implement, and the open ones go with Review', async () => {
  const change = await implementing();
  expect(await tasks(change)).toMatchObject([
    {
      short_description: 'Implement',
      created_from: 'flow',
      state: '1',
      active: 'true',
      assignment_group: '',
    },
    { short_description: 'Post implementation testing', created_from: 'flow', state: '1' },
  ]);
  expect((await move(change, '0')).json.result.work_end).not.toBe('');
  expect(await tasks(change)).toMatchObject([
    { state: '4', active: 'false' },
    { state: '4', active: 'false' },
  ]);
  expect((await move(change, '3', DONE)).json.result.state).toBe('3');
});

it('need a close code and close notes to be closed, and the last one moves the change to Review', async () => {
  const change = await implementing();
  const [first, second] = await tasks(change);
  const refused = await close(first?.sys_id, { close_code: 'successful' });
  expect(refused.status).toBe(403);
  expect(refused.json.error.detail).toContain('mandatory: Close notes');
  expect((await close(first?.sys_id)).json.result).toMatchObject({ state: '3', active: 'false' });
  expect(await stateOf(change)).toBe('-1');
  await close(second?.sys_id);
  expect(await stateOf(change)).toBe('0');
});

it('that people made stay open in Review, and block closing', async () => {
  const change = await implementing();
  const made = await call('POST', TASKS, { change_request: change, short_description: 'Tell the users' });
  for (const { sys_id: sysId } of (await tasks(change)).slice(0, 2)) await close(sysId);
  expect(await stateOf(change)).toBe('-1');
  await move(change, '0');
  const refused = await move(change, '3', DONE);
  expect(refused.status).toBe(403);
  expect(refused.json.error.detail).toContain('Change Model: Check State Transition');
  const next = await call('GET', `/api/sn_chg_rest/change/${change}/nextstates`);
  expect(next.json.result.available_states).toEqual(['0']);
  await close(made.json.result.sys_id);
  expect((await move(change, '3', DONE)).json.result.state).toBe('3');
});

it('are canceled with their change, whoever made them', async () => {
  const change = await implementing();
  await call('POST', TASKS, { change_request: change });
  expect((await move(change, '4')).status).toBe(200);
  expect((await tasks(change)).map(({ state }) => state)).toEqual(['4', '4', '4']);
});

it('of a change on hold move it to Review only when the hold has ended', async () => {
  const change = await implementing();
  await call('PATCH', `${CHANGES}/${change}`, { on_hold: 'true', on_hold_reason: 'freeze' });
  for (const { sys_id: sysId } of await tasks(change)) await close(sysId);
  expect(await stateOf(change)).toBe('-1');
  await call('PATCH', `${CHANGES}/${change}`, { on_hold: 'false' });
  expect(await stateOf(change)).toBe('0');
});

it('of implementation lie within the planned dates of their change', async () => {
  const dates = { start_date: '2026-03-01 10:00:00', end_date: '2026-03-01 12:00:00' };
  const change = await implementing(dates);
  const [implementation, testing] = await tasks(change);
  const plan = (task: string | undefined, time: string) =>
    call('PATCH', `${TASKS}/${task}`, { planned_end_date: `2026-03-01 ${time}` });
  expect((await plan(implementation?.sys_id, '11:00:00')).status).toBe(200);
  expect((await plan(implementation?.sys_id, '12:00:01')).status).toBe(403);
  expect((await plan(testing?.sys_id, '13:00:00')).status).toBe(200);
});
