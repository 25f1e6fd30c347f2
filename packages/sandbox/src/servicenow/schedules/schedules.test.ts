import { beforeEach, describe, expect, it } from 'vitest';
import { baseSystem } from '../base-system.ts';
import type { Database } from '../database/database.ts';
import { Schedules } from './schedules.ts';

const WINDOWS = [{ start: '2026-12-24 00:00:00', end: '2026-12-27 00:00:00' }];

let database: Database;
let schedules: Schedules;

beforeEach(() => {
  database = baseSystem({ now: () => new Date('2026-01-01T10:00:00Z') });
  schedules = new Schedules(database);
});

describe('a schedule', () => {
  it('is a row and its entries, as an instance keeps them', () => {
    const schedule = schedules.blackout({ name: 'Freeze', windows: WINDOWS });
    expect(database.get('cmn_schedule', schedule)).toMatchObject({
      name: 'Freeze',
      sys_class_name: 'cmn_schedule_blackout',
      type: 'blackout',
      applies_to: 'cmdb_ci',
      condition: '',
    });
    expect(database.query('cmn_schedule_span', `schedule=${schedule}`)).toMatchObject([
      { start_date_time: '20261224T000000Z', end_date_time: '20261227T000000Z' },
    ]);
  });

  it('is not made of a window that is none, or for an item that is not there', () => {
    const [{ start, end } = { start: '', end: '' }] = WINDOWS;
    const backwards = () => schedules.blackout({ name: 'Freeze', windows: [{ start: end, end: start }] });
    expect(backwards).toThrow('Freeze: "2026-12-27 00:00:00" to "2026-12-24 00:00:00" is no window');
    const vague = () => schedules.maintenance({ name: 'Freeze', windows: [{ start: '2026-12-24', end }] });
    expect(vague).toThrow('write yyyy-MM-dd HH:mm:ss, in UTC');
    const nobody = () => schedules.blackout({ name: 'Freeze', windows: WINDOWS, cis: ['globex-tv'] });
    expect(nobody).toThrow('Freeze: there is no configuration item globex-tv');
    expect(database.count('cmn_schedule')).toBe(0);
  });
});

describe('a schedule written by other means', () => {
  it('takes times as ServiceNow does, and leaves others empty', () => {
    const entry = { start_date_time: '20261224T000000', end_date_time: '2026-12-27 00:00:00' };
    expect(database.insert('cmn_schedule_span', entry, 'admin')).toMatchObject({
      start_date_time: '20261224T000000',
      end_date_time: '',
    });
  });

  it.each([
    ['cmn_schedule_span', { repeat_type: 'weekly' }, 'schedule entries that repeat'],
    ['cmn_schedule_maintenance', { time_zone: 'US/Pacific' }, 'schedules in US/Pacific'],
    ['cmn_schedule_blackout', { applies_to: 'incident' }, 'schedules that apply to incident'],
  ])('is refused by name where the sandbox would not heed it: %s %o', (table, row, named) => {
    expect(() => database.insert(table, row, 'admin')).toThrow(`The sandbox does not implement ${named}`);
  });
});
