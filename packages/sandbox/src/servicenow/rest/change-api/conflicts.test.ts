import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { clientOf, type RestClient } from '../../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../../instance.ts';

const API = '/api/sn_chg_rest/change';
const WINDOW = { start_date: '2026-01-02 08:00:00', end_date: '2026-01-02 10:00:00' };

let instance: ServiceNowInstance;
let call: RestClient;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({
    clock: SandboxClock.stoppedAt(new Date('2026-01-01T10:00:00Z')),
  });
  call = clientOf(instance.url);
});
afterEach(() => instance.close());

function ci(): string {
  return instance.database.find('cmdb_ci', 'name', 'globex-web')?.sys_id ?? '';
}

/** @returns the path of a new change's conflicts */
async function open(fields: Readonly<Record<string, string>> = {}): Promise<string> {
  const { json } = await call('POST', `${API}/normal`, { cmdb_ci: ci(), ...WINDOW, ...fields });
  return `${API}/${json.result.sys_id.value}/conflict`;
}

/** What the documentation's example shows of each. */
async function conflicts(path: string): Promise<unknown[]> {
  const { json } = await call('GET', path);
  return json.result.conflicts.map((conflict: Readonly<Record<string, { display_value: string }>>) =>
    ['type', 'conflicting_change', 'schedule']
      .map((field) => conflict[field]?.display_value)
      .filter((value) => value !== ''),
  );
}

describe('the conflict endpoint', () => {
  it('checks when asked, and says Conflict even where there is none', async () => {
    instance.setProperty('change.conflict.refresh.conflicts', 'false');
    const path = await open();
    expect((await call('GET', path)).json.result).toMatchObject({ status: 'Not Run', conflicts: [] });
    expect((await call('POST', path)).json.result).toMatch(/^[0-9a-f]{32}$/);
    // Documented: the status alone says nothing.
    expect((await call('GET', path)).json.result).toEqual({
      status: 'Conflict',
      last_run: '2026-01-01 10:00:00',
      record_count: '1',
      job_status: '2',
      conflicts: [],
    });
    expect(instance.userActions.change('CHG0030001').conflict_status).toBe('No Conflict');
  });

  it('needs a configuration item and a window', async () => {
    const { json } = await call('POST', `${API}/normal`, {});
    expect((await call('POST', `${API}/${json.result.sys_id.value}/conflict`)).status).toBe(400);
  });

  it('has nothing to cancel: a check is over at once', async () => {
    const manager = clientOf(instance.url, 'changeManager');
    expect(await manager('DELETE', await open())).toMatchObject({
      status: 400,
      json: { error: { message: 'No conflict check is running for CHG0030001' } },
    });
  });
});

describe('a conflict', () => {
  it('is another active change of the same item at the same time; to follow at once is none', async () => {
    await open();
    const overlapping = await open({ start_date: '2026-01-02 09:59:59', end_date: '2026-01-02 12:00:00' });
    expect(await conflicts(overlapping)).toEqual([['CI Already Scheduled', 'CHG0030001']]);
    instance.cancel('CHG0030001');
    instance.userActions.checkConflicts('CHG0030002');
    expect(await conflicts(overlapping)).toEqual([]);
    expect(
      await conflicts(await open({ start_date: '2026-01-02 12:00:00', end_date: '2026-01-02 13:00:00' })),
    ).toEqual([]);
  });

  it('is a blackout that the window touches', async () => {
    const windows = [{ start: '2026-01-02 09:00:00', end: '2026-01-03 00:00:00' }];
    instance.addBlackout({ name: 'Freeze', windows });
    expect(await conflicts(await open())).toEqual([['Blackout', 'Freeze']]);
    expect(await conflicts(await open({ end_date: '2026-01-02 09:00:00' }))).toHaveLength(1);
    const before = await open({ start_date: '2026-01-01 11:00:00', end_date: '2026-01-01 12:00:00' });
    expect(await conflicts(before)).toEqual([]);
  });

  it('concerns the items that a blackout names', async () => {
    const windows = [{ start: '2026-01-02 00:00:00', end: '2026-01-03 00:00:00' }];
    const { sys_id: other = '' } = instance.database.insert(
      'cmdb_ci_service',
      { name: 'globex-db' },
      'admin',
    );
    instance.addBlackout({ name: 'Stocktaking', windows, cis: ['globex-db'] });
    expect(await conflicts(await open())).toEqual([]);
    expect(await conflicts(await open({ cmdb_ci: other }))).toEqual([['Blackout', 'Stocktaking']]);
  });
});

it('checks by itself whenever the item or the window is set', async () => {
  const windows = [{ start: '2026-01-02 00:00:00', end: '2026-01-03 00:00:00' }];
  instance.addBlackout({ name: 'Freeze', windows });
  const path = await open({ end_date: '' });
  const status = () => instance.userActions.change('CHG0030001').conflict_status;
  expect(status()).toBe('Not Run');
  await call('PATCH', path.replace('/conflict', ''), { end_date: WINDOW.end_date });
  expect(status()).toBe('Conflict');
  await call('PATCH', path.replace('/conflict', ''), {
    start_date: '2026-01-03 00:00:00',
    end_date: '2026-01-03 01:00:00',
  });
  expect(status()).toBe('No Conflict');
  expect(await conflicts(path)).toEqual([]);
});
