/** Change lockdowns, as a client meets them over HTTP. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { devOps } from '../../fixtures/dev-ops.ts';
import { clientOf, type RestClient } from '../../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../../instance.ts';

const CHANGES = '/api/now/table/change_request';
const INSIDE = { start_date: '2030-12-24 08:00:00', end_date: '2030-12-24 10:00:00' };
const OUTSIDE = { start_date: '2030-12-28 08:00:00', end_date: '2030-12-28 10:00:00' };
const HELD = { on_hold: 'true', on_hold_reason: 'Change lockdown: Year end', conflict_status: 'Conflict' };

let instance: ServiceNowInstance;
let call: RestClient;
let early: string;

async function open(dates: object, fields: object = {}): Promise<Record<string, string>> {
  const ci = instance.database.find('cmdb_ci', 'name', 'globex-web')?.sys_id;
  return (await call('POST', CHANGES, { type: 'standard', cmdb_ci: ci, ...dates, ...fields })).json.result;
}

const read = async (change: string) => (await call('GET', `${CHANGES}/${change}`)).json.result;
const patch = (change: string, fields: object) => call('PATCH', `${CHANGES}/${change}`, fields);

beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url);
  early = (await open(INSIDE)).sys_id ?? '';
  const windows = [{ start: '2030-12-24 00:00:00', end: '2030-12-27 00:00:00' }];
  instance.addBlackout({ name: 'Year end', windows, lockdown: true });
});
afterAll(() => instance.close());

it('puts on hold what was planned in its period before, and what is planned in it later, even in New', async () => {
  expect(await read(early)).toMatchObject({ state: '-5', ...HELD });
  const { sys_id: late = '' } = await open(INSIDE);
  expect(await read(late)).toMatchObject(HELD);
  expect((await patch(late, { state: '-2' })).status).toBe(403);
  const conflicts = await call('GET', `/api/sn_chg_rest/change/${late}/conflict`);
  expect(conflicts.json.result.conflicts).toContainEqual(
    expect.objectContaining({
      type: expect.objectContaining({ display_value: 'Inside Change Lockdown' }),
      schedule: expect.objectContaining({ display_value: 'Year end' }),
    }),
  );
});

it('lets a change go on that is planned for another time, but for one that was on hold before', async () => {
  const { sys_id: change = '' } = await open(INSIDE);
  await patch(change, OUTSIDE);
  expect(await read(change)).toMatchObject({ on_hold: 'false', on_hold_reason: '' });
  await patch(change, {
    assignment_group: devOps(instance),
    state: '-2',
  });
  await patch(change, { on_hold: 'true', on_hold_reason: 'freeze' });
  await patch(change, INSIDE);
  await patch(change, OUTSIDE);
  expect(await read(change)).toMatchObject({ on_hold: 'true', on_hold_reason: 'freeze' });
});

it('holds nothing while its property is false', async () => {
  instance.setProperty('change.conflict.lockdown', 'false');
  const { sys_id: change = '' } = await open(INSIDE);
  expect(await read(change)).toMatchObject({ on_hold: 'false' });
});
