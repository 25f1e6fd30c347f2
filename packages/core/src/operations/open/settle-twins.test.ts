import { describe, expect, it } from 'vitest';
import { GateError } from '../../errors.ts';
import { type Change, toChange } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { changeSysIds } from '../find/change-identity.ts';
import { settleTwins } from './settle-twins.ts';

const KEY = 'ci:1:change';
const [ASKED = '', NEXT = ''] = changeSysIds(KEY);

/** A change in New that was created this many seconds after the hour, by the pipeline's own user. */
function change(second: number, columns: Record<string, string> = {}): Change {
  const values: Record<string, string> = {
    sys_id: String(second).padStart(32, '0'),
    number: `CHG${String(second).padStart(7, '0')}`,
    state: '-5',
    approval: 'not requested',
    correlation_id: KEY,
    sys_created_by: 'ci',
    sys_created_on: `2026-03-01 12:00:${String(second).padStart(2, '0')}`,
    ...columns,
  };
  return toChange(
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value, display_value: value }]),
    ),
  );
}

const ASSESS = { state: '-4', approval: 'requested' };
const APPROVED = { state: '-1', approval: 'approved' };

interface Given {
  readonly registered?: string;
  readonly began?: number;
  readonly userName?: string;
  /** Whether the instance does what it is asked. */
  readonly cancels?: boolean;
}

async function settle(created: Change, others: readonly Change[], given: Given = {}) {
  const { registered, began, userName = 'ci', cancels = true } = given;
  const withdrawn: string[] = [];
  const notes: string[] = [];
  const warnings: string[] = [];
  const registration = { sys_id: 'r', key: KEY, change: registered, status: '', decision: '', reason: '' };
  const context = {
    build: { title: 'Build 1', build: { id: '1', url: '' }, callback: true, began },
    gate: { name: 'change', key: KEY },
    client: { instanceUrl: '', userName, request: async () => registration },
    changes: {
      ofGate: async () => ({ found: [...others, created], isComplete: true }),
      update: async (twin: Change, { state }: { state: string }) => {
        withdrawn.push(twin.number);
        if (!cancels) throw new GateError('RULE_ABORTED', 'No.');
        return { change: { ...twin, state }, differences: [] };
      },
      addWorkNote: async (_change: Change, note: string) => notes.push(note),
    },
    log: { info() {}, warning: (line: string) => warnings.push(line) },
    displayName: (name: string) => name,
  } as unknown as OperationContext;
  const settled = settleTwins(created, ASKED, context);
  const kept = await settled.then(
    (other) => other?.number ?? null,
    (error) => error.code,
  );
  return { kept, withdrawn, notes, warnings };
}

describe('after a create, the gate', () => {
  it('looks no further where the sys_id was kept', async () => {
    const own = change(1, { sys_id: ASKED });
    expect(await settle(own, [change(0, APPROVED)])).toMatchObject({ kept: null, withdrawn: [] });
  });

  it('keeps the new one where it is alone, or the oldest', async () => {
    expect(await settle(change(5), [])).toMatchObject({ kept: null, withdrawn: [] });
    expect(await settle(change(5), [change(6)])).toMatchObject({ kept: null, withdrawn: [] });
    const sameSecond = { sys_created_on: change(5).createdOn };
    expect(await settle(change(5), [change(6, sameSecond)])).toMatchObject({ kept: null });
    expect(await settle(change(5), [change(4, sameSecond)])).toMatchObject({ kept: 'CHG0000004' });
    const sameNumber = { ...sameSecond, number: change(5).number };
    expect(await settle(change(5), [change(4, sameNumber)])).toMatchObject({ kept: 'CHG0000005' });
    expect(await settle(change(5), [change(6, sameNumber)])).toMatchObject({ kept: null });
  });

  it('goes by the time, whatever the numbers say', async () => {
    expect(await settle(change(5), [change(4, { number: 'CHG0000009' })])).toMatchObject({
      kept: 'CHG0000009',
    });
    expect(await settle(change(5), [change(6, { number: 'CHG0000001' })])).toMatchObject({ kept: null });
  });

  it('keeps the oldest, and withdraws itself and what earlier runs left in New', async () => {
    expect(await settle(change(5), [change(4), change(2), change(3, ASSESS)])).toMatchObject({
      kept: 'CHG0000003',
      withdrawn: ['CHG0000005', 'CHG0000004', 'CHG0000002'],
    });
    expect(await settle(change(5), [change(4), change(2)])).toMatchObject({
      kept: 'CHG0000002',
      withdrawn: ['CHG0000005', 'CHG0000004'],
    });
  });

  it('keeps one that another run has gone on with, however old', async () => {
    expect(await settle(change(5), [change(6, ASSESS)])).toMatchObject({ kept: 'CHG0000006' });
  });

  it('keeps the registered one', async () => {
    const registered = change(4, APPROVED);
    expect(
      await settle(change(5), [change(2, ASSESS), registered], { registered: registered.sysId }),
    ).toMatchObject({ kept: 'CHG0000004', withdrawn: ['CHG0000005'] });
  });

  it('keeps one that has a sys_id of the gate', async () => {
    for (const sys_id of [ASKED, NEXT])
      expect(await settle(change(5), [change(6, { sys_id })])).toMatchObject({
        kept: 'CHG0000006',
        withdrawn: ['CHG0000005'],
      });
    const over = change(6, { sys_id: ASKED, state: '4' });
    expect(await settle(change(5), [over])).toMatchObject({ kept: 'CHG0000006' });
  });

  it('leaves an approved one alone unless user and time speak for it', async () => {
    const others = [change(2, APPROVED)];
    const refused = { kept: 'CHANGE_NOT_OURS', withdrawn: [] };
    const began = Date.parse('2026-03-01T12:00:00Z');
    expect(await settle(change(5), others)).toMatchObject(refused);
    for (const approval of ['rejected', '', 'not_required'])
      expect(await settle(change(5), [change(2, { approval })])).toMatchObject(refused);
    expect(await settle(change(5), others, { began })).toMatchObject({ kept: 'CHG0000002' });
    expect(await settle(change(5), others, { began: began + 600_000 })).not.toMatchObject({
      kept: 'CHG0000002',
    });
  });

  it('leaves those of others alone', async () => {
    const others = [change(1, { sys_created_by: 'mallory' }), change(2, { correlation_id: KEY })];
    expect(await settle(change(5), others)).toMatchObject({ kept: 'CHG0000002', withdrawn: ['CHG0000005'] });
  });

  it('withdraws itself where its sys_id is somebody else’s', async () => {
    const other = change(1, { sys_id: ASKED, sys_created_by: 'mallory' });
    expect(await settle(change(5), [other])).toEqual({
      kept: 'CHANGE_NOT_OURS',
      withdrawn: ['CHG0000005'],
      notes: [],
      warnings: [],
    });
  });

  it('says which change is left where it could not be canceled', async () => {
    const { kept, warnings } = await settle(change(5), [change(4)], { cancels: false });
    expect(kept).toBe('CHG0000004');
    expect(warnings.join()).toMatch(/^CHG0000005 could not be canceled/);
  });

  it('notes which one it follows', async () => {
    const { kept, notes } = await settle(change(5), [change(2, { state: '4' })]);
    expect(kept).toBeNull();
    expect(notes.join()).toMatch(/^Follows CHG0000002/);
  });
});
