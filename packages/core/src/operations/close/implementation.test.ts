import { describe, expect, it } from 'vitest';
import type { Change } from '../../servicenow/change.ts';
import type { ServiceNowClient } from '../../servicenow/client.ts';
import { implementationOf } from './implementation.ts';

const MODEL = 'd'.repeat(32);
const STARTED = '2026-03-01 12:00:00';

/** How far the implementation is known to be, and how often the instance was asked. */
async function known(columns: Partial<Change>, states: string | null = '20, 21') {
  let asked = 0;
  const client = {
    async request(_method: string, path: string) {
      expect(path).toBe(`/api/now/table/chg_model/${MODEL}`);
      asked += 1;
      return { sys_id: MODEL, implementation_states: states };
    },
  } as unknown as ServiceNowClient;
  const change = { correlationDisplay: '', model: MODEL, workStart: '', ...columns } as Change;
  return [await implementationOf(change, { client }), asked];
}

describe('the implementation of a change', () => {
  it.each([
    ['-5', 'not begun'],
    ['-4', 'not begun'],
    ['-3', 'not begun'],
    ['-2', 'not begun'],
    ['-1', 'begun'],
    ['0', 'begun'],
    ['3', 'begun'],
    ['4', 'not begun'],
  ])('in base state %s is %s, without a question', async (state, implementation) => {
    for (const workStart of ['', null, STARTED]) {
      expect(await known({ state, workStart })).toEqual([implementation, 0]);
    }
  });

  it.each(['-5', '-4', '-3', '4'])(
    'of an emergency that was let pass is not begun in state %s',
    async (state) => {
      expect(await known({ type: 'emergency', state, workStart: STARTED })).toEqual(['not begun', 0]);
    },
  );

  it('has begun in Scheduled where an emergency was let pass, and approved since', async () => {
    expect(await known({ type: 'emergency', state: '-2', workStart: STARTED })).toEqual(['begun', 0]);
    expect(await known({ type: 'emergency', state: '-2', workStart: '' })).toEqual(['not begun', 0]);
  });

  it('has begun in any other state where its start is noted', async () => {
    expect(await known({ state: '22', workStart: STARTED })).toEqual(['begun', 0]);
  });

  it.each([
    ['20', '', '20, 21', 'begun'],
    ['21', null, '20, 21', 'begun'],
    ['22', '', '20, 21', 'not begun'],
    ['22', null, '20, 21', 'unknown'],
    ['22', '', '', 'not begun'],
    ['22', '', null, 'unknown'],
  ])('in state %s, started at %j, of a model with states %j is %s', async (state, workStart, states, is) => {
    expect(await known({ state, workStart }, states)).toEqual([is, 1]);
  });

  it.each([
    ['', 'not begun'],
    [null, 'unknown'],
  ])('of a change with the model %j is %s', async (model, implementation) => {
    expect(await known({ state: '20', model })).toEqual([implementation, 0]);
  });
});
