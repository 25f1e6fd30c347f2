import { describe, expect, it } from 'vitest';
import { Database } from '../database/database.ts';

// A Thursday evening in California, and Friday in UTC.
const database = new Database({ now: () => new Date('2026-01-02T05:30:45Z') });
database.define({ name: 'sys_properties', columns: [{ name: 'name', unique: true }, { name: 'value' }] });
database.define({ name: 'sys_user', columns: [{ name: 'user_name', unique: true }, { name: 'time_zone' }] });
database.define({
  name: 'sys_user_grmember',
  columns: [
    { name: 'user', type: 'reference', reference: 'sys_user' },
    { name: 'group', type: 'reference', reference: 'team' },
  ],
});
database.define({ name: 'team', columns: [{ name: 'name' }] });
database.define({
  name: 'job',
  columns: [
    { name: 'name' },
    { name: 'due', type: 'glide_date_time' },
    { name: 'owner', type: 'reference', reference: 'sys_user' },
    { name: 'team', type: 'reference', reference: 'team' },
  ],
});
const zone = 'America/Los_Angeles';
const { sys_id: me = '' } = database.insert('sys_user', { user_name: 'ada', time_zone: zone }, 'a');
const { sys_id: group = '' } = database.insert('team', { name: 'Ops' }, 'a');
database.insert('sys_user_grmember', { user: me, group }, 'a');
const user = { userName: 'ada', sysId: me };

/** What a call gives, found by the only job that is due then. */
function timeOf(call: string): string | undefined {
  const dues = database.query('job', `due>=${call}^ORDERBYdue`, { user }).map((row) => row.due);
  return dues[0];
}

describe('a date function in a query', () => {
  // Each to the second: a job due then, one due a second before.
  it.each([
    ['gs.beginningOfToday()', '2026-01-01 08:00:00'],
    ['gs.endOfToday()', '2026-01-02 07:59:59'],
    ['gs.beginningOfYesterday()', '2025-12-31 08:00:00'],
    ['gs.endOfTomorrow()', '2026-01-03 07:59:59'],
    ['gs.beginningOfThisWeek()', '2025-12-29 08:00:00'],
    ['gs.endOfLastWeek()', '2025-12-29 07:59:59'],
    ['gs.beginningOfNextMonth()', '2026-02-01 08:00:00'],
    ['gs.beginningOfThisQuarter()', '2026-01-01 08:00:00'],
    ['gs.endOfLastQuarter()', '2026-01-01 07:59:59'],
    ['gs.endOfThisYear()', '2027-01-01 07:59:59'],
    ['gs.daysAgo(7)', '2025-12-26 05:30:45'],
    ['gs.daysAgoStart(7)', '2025-12-25 08:00:00'],
    ['gs.daysAgoEnd(0)', '2026-01-02 07:59:59'],
    ['gs.daysAgoEnd(-30)', '2026-02-01 07:59:59'],
    // Summer time: the day began an hour earlier in UTC.
    ['gs.monthsAgoStart(5)', '2025-08-01 07:00:00'],
    ['gs.quartersAgoStart(1)', '2025-10-01 07:00:00'],
    ['gs.yearsAgo(1)', '2025-01-02 05:30:45'],
    ['gs.hoursAgoStart(1)', '2026-01-02 04:00:00'],
    ['gs.minutesAgoStart(5)', '2026-01-02 05:25:00'],
    ['gs.minutesAgoEnd(5)', '2026-01-02 05:25:59'],
    ['gs.yesterday()', '2026-01-01 05:30:45'],
    ['gs.nowDateTime()', '2026-01-02 05:30:45'],
    ["gs.dateGenerate('2026-01-01','00:00:00')", '2026-01-01 08:00:00'],
    ["gs.dateGenerate('2026-01-01','end')", '2026-01-02 07:59:59'],
    ['gs.dateGenerate("2026-07-01 12:00:00")', '2026-07-01 19:00:00'],
  ])('%s is %s', (call, expected) => {
    const before = new Date(Date.parse(`${expected.replace(' ', 'T')}Z`) - 1000);
    const dues = [expected, before.toISOString().slice(0, 19).replace('T', ' ')];
    const ids = dues.map((due) => database.insert('job', { due }, 'a').sys_id ?? '');
    expect(timeOf(`javascript:${call}`)).toBe(expected);
    for (const id of ids) database.delete('job', id, 'a');
  });
});

describe('a query', () => {
  const find = (query: string): (string | undefined)[] =>
    database.query('job', query, { user }).map((row) => row.name);

  it.each([
    // The examples of the documentation.
    ['dueONToday@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)', ['evening', 'night']],
    ['dueNOTONToday@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)', ['last week', 'monday']],
    ['dueBETWEENjavascript:gs.daysAgoStart(7)@javascript:gs.daysAgoEnd(1)', ['last week']],
    ['due<javascript:gs.daysAgoStart(0)', ['last week']],
    ['due>javascript:gs.daysAgoEnd(0)', ['monday']],
    ['dueRELATIVEGT@hour@ago@1', ['night', 'monday']],
    ['dueRELATIVELT@day@ago@1', ['last week']],
    ['dueRELATIVEGT@day@ahead@1', ['monday']],
    ["dueDATEPARTMonday@javascript:gs.datePart('dayofweek','monday','EE')", ['monday']],
    [
      "dueDATEPARTMonday@javascript:gs.datePart('dayofweek','monday','GT')",
      ['last week', 'evening', 'night'],
    ],
    ["dueDATEPARTJanuary@javascript:gs.datePart('month','january','EE')", ['evening', 'night', 'monday']],
    ['dueON2026-01-01', ['evening', 'night']],
    ['owner=javascript:gs.getUserID()^name=night', ['night']],
    ['ownerINjavascript:gs.getUserID(),x', ['night']],
    ['owner.user_name=javascript:gs.getUserName()', ['night']],
    ['owner!=javascript:gs.getUserID()', ['last week', 'evening', 'monday']],
    ['ownerDYNAMIC90d1921e5f510100a9ad2572f2b477fe', ['night']],
    ['team=javascript:getMyGroups()', ['evening']],
    ['teamDYNAMICd6435e965f510100a9ad2572f2b47744', ['evening']],
  ])('%s', (query, names) => {
    const jobs = [
      { name: 'last week', due: '2025-12-26 08:00:00' },
      { name: 'evening', due: '2026-01-02 02:00:00', team: group },
      { name: 'night', due: '2026-01-02 07:00:00', owner: me },
      { name: 'monday', due: '2026-01-05 20:00:00' },
    ];
    const ids = jobs.map((job) => database.insert('job', job, 'a').sys_id ?? '');
    expect(find(query)).toEqual(names);
    for (const id of ids) database.delete('job', id, 'a');
  });

  it.each([
    ['javascript:gs.getProperty("x")', 'gs.getProperty("x")'],
    ['javascript:new GlideDateTime().getValue()', 'new GlideDateTime()'],
    ['javascript:gs.daysAgo(process.exit(1))', 'process.exit(1)'],
    ['javascript:gs.daysAgo(1+1)', 'gs.daysAgo(1+1)'],
    ['javascript:gs.daysAgo(7);gs.log(1)', 'gs.log(1)'],
    ['ONx@javascript:gs.toString()@javascript:gs.endOfToday()', 'gs.toString()'],
  ])('evaluates no other code, and names it: %s', (value, name) => {
    const query = value.startsWith('ON') ? `due${value}` : `due>${value}`;
    expect(() => find(query)).toThrow(name);
  });

  it('does not know who is logged in where nobody is', () => {
    expect(() => database.query('job', 'owner=javascript:gs.getUserID()')).toThrow('nobody is logged in');
  });
});
