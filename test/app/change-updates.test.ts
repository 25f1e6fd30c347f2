/** Which writes to a change set off the app's rules, and what becomes of a build whose change is gone. */
import { SWITCHES } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';

describe('an update of a change', () => {
  let app: App;
  let sysId: string;
  beforeAll(async () => {
    app = await startApp(1);
    sysId = app.change(app.openChange()).sys_id ?? '';
    await app.idle();
  });
  afterAll(() => app.close());

  /** @returns how much scripts of the app have asked of the database since */
  async function scriptsAfter(fields: Readonly<Record<string, string>>): Promise<number> {
    const { cluster, database } = app.sandbox.serviceNow;
    const before = cluster.databaseCalls;
    database.update('change_request', sysId, fields, 'admin');
    await app.idle();
    return cluster.databaseCalls - before;
  }

  it.each(['description', 'work_notes', 'assigned_to', 'justification'])(
    'that no decision reads runs nothing: %s',
    async (column) => {
      expect(await scriptsAfter({ [column]: 'a'.repeat(32) })).toBe(0);
    },
  );

  it.each([
    { state: '-1' },
    { active: 'false' },
    { approval: 'rejected' },
    // A change on hold has a reason, and one that is not has none.
    { on_hold: 'true', on_hold_reason: 'frozen' },
    { on_hold_reason: 'thawing' },
    { conflict_status: 'Conflict' },
    { start_date: '2030-01-01 00:00:00' },
    { end_date: '2030-01-02 00:00:00' },
    { chg_model: 'b'.repeat(32) },
    { assignment_group: 'c'.repeat(32) },
  ])('that a decision or a report reads runs the rule, which asks once who waits: %j', async (fields) => {
    expect(await scriptsAfter(fields)).toBe(1);
  });
});

describe.each(Object.keys(SWITCHES.currentOfAsyncDelete.settings) as ('kept' | 'empty' | 'none')[])(
  'where the record of a rule on a deleted change is %s',
  (currentOfAsyncDelete) => {
    it('its build is told to stop within two runs of the job, however many others wait', async () => {
      const app = await startApp(1, { currentOfAsyncDelete });
      try {
        const { database } = app.sandbox.serviceNow;
        const build = await app.pausedBuild();
        const number = app.openChange();
        const other = app.change(app.openChange()).sys_id ?? '';
        const registration = await app.register(number, build);
        const { instance = '', server = '' } = app.registration(registration);
        // Their turn comes first.
        const crowd = {
          status: 'waiting',
          change: other,
          evaluated_at: '2020-01-01 00:00:00',
          instance,
          server,
        };
        for (let count = 0; count < 300; count += 1)
          app.insert('x_change_gate_registration', {
            ...crowd,
            proceed_states: '-1',
            active_key: `crowd ${count}`,
          });
        database.delete('change_request', app.change(number).sys_id ?? '', 'admin');
        await app.pass(2);
        expect(app.decisions(build)).toEqual(['denied']);
        expect(app.registration(registration).reason).toBe(`${number} was deleted`);
      } finally {
        await app.close();
      }
    });
  },
);
