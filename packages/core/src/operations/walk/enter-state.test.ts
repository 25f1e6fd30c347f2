import { describe, expect, it } from 'vitest';
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { enterState } from './enter-state.ts';

const CHANGE = { number: 'CHG0030001', state: '-1', stateLabel: 'Implement' } as Change;

/** The fields of each write, and how often it was asked what may be demanded. */
async function enter(
  answer: (fields: Readonly<Record<string, unknown>>) => 'moved' | 'ignored' | 'refused',
  demanded: Readonly<Record<string, unknown>>,
) {
  const writes: unknown[] = [];
  let asked = 0;
  const changes = {
    url: () => 'https://acme',
    async update(change: Change, fields: Readonly<Record<string, unknown>>) {
      writes.push(fields);
      const how = answer(fields);
      if (how === 'refused') throw new GateError('RULE_ABORTED', 'No.');
      return { change: how === 'moved' ? { ...change, state: '0' } : change, differences: [] };
    },
  };
  const ifRefused = async () => {
    asked += 1;
    return demanded;
  };
  const context = { changes, log: { info() {}, warning() {} } } as unknown as OperationContext;
  const { moved } = await enterState(CHANGE, '0', { work_end: 'now' }, { context, ifRefused });
  return { moved, writes, asked };
}

const PLAIN = { work_end: 'now', state: '0' };

describe('entering a state', () => {
  it('sends nothing that is not demanded', async () => {
    expect(await enter(() => 'moved', { u_result: 'x' })).toEqual({ moved: true, writes: [PLAIN], asked: 0 });
  });

  it('sends what may be demanded once it is refused, but for notes and what was sent before', async () => {
    const demanded = { u_result: 'x', work_end: 'never', work_notes: 'twice', comments: 'twice' };
    const ran = await enter((fields) => ('u_result' in fields ? 'moved' : 'refused'), demanded);
    expect(ran).toEqual({ moved: true, writes: [PLAIN, { u_result: 'x', ...PLAIN }], asked: 1 });
  });

  it('tries no third time', async () => {
    expect(await enter(() => 'refused', { u_result: 'x' })).toMatchObject({
      moved: false,
      writes: { length: 2 },
    });
  });

  it.each([{}, { work_notes: 'x' }, { work_end: 'x' }])(
    'has nothing more to send with %j',
    async (demanded) => {
      expect(await enter(() => 'refused', demanded)).toEqual({ moved: false, writes: [PLAIN], asked: 1 });
    },
  );

  it('does not take a write that is ignored for one that lacks something', async () => {
    const ran = await enter(() => 'ignored', { u_result: 'x' });
    expect(ran).toEqual({ moved: false, writes: [PLAIN], asked: 0 });
  });
});
