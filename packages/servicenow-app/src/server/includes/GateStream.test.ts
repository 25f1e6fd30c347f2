import { beforeEach, describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/instance/evidence.ts';
import { openChange } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateEvidence from './GateEvidence.ts';
import * as GateStream from './GateStream.ts';

let instance: TestInstance;
beforeEach(() => {
  instance = startInstance();
});

/** A change of the stream, in the state that `fields` says once its evidence is recorded. @returns its number */
function deployment(number: number, fields: Row = {}, evidence = {}): string {
  const name = `CHG003${number}`;
  const change = openChange(instance, { number: name, state: '-5' });
  const { sequence } = evidenceOf(change);
  GateEvidence.record(
    evidenceOf(change, {
      change: { number: name, sys_id: change },
      sequence: { ...sequence, number },
      ...evidence,
    }),
  );
  instance.set('change_request', change, fields);
  instance.pass(1);
  return name;
}

const CLOSED = { state: '3', active: '0', close_code: 'successful' };
const closed = (at: string, fields = {}) => ({ ...CLOSED, closed_at: `2026-01-01 ${at}`, ...fields });

describe('the base', () => {
  const base = () => GateStream.base('shop#prod')?.change;

  it('is what was closed as successful last, whichever build that is', () => {
    expect(base()).toBeUndefined();
    deployment(1000, closed('10:00:00'));
    const rollback = deployment(999, closed('11:00:00'));
    deployment(1001, closed('12:00:00', { close_code: 'unsuccessful' }));
    deployment(1002, closed('12:00:00', { close_code: 'successful_issues' }));
    deployment(1003, { state: '-1' });
    expect(base()).toBe(rollback);
  });

  it.each<[string, () => void]>([
    ['another stream', () => deployment(1000, closed('10:00:00'), { stream: 'SHOP#prod' })],
    [
      'another user',
      () => {
        instance.userName = 'pipeline.acme';
        deployment(1000, closed('10:00:00'));
        instance.userName = 'pipeline.globex';
      },
    ],
    [
      'a row that its change does not count with',
      () => deployment(1000, closed('10:00:00', { x_change_gate_evidence: '' })),
    ],
  ])('is none of %s', (_what, arrange) => {
    arrange();
    expect(base()).toBeUndefined();
  });
});

describe('older changes that wait', () => {
  const older = () => {
    const name = deployment(2000);
    const row = instance.tables.all(GateStream.TABLE).find(({ change_number: number }) => number === name);
    return GateStream.older(instance.record(GateStream.TABLE, row?.sys_id ?? '')).map(({ number }) => number);
  };

  it('are those that nobody implements yet', () => {
    const waiting = [deployment(1000), deployment(1001, { state: '-3' }), deployment(1002, { state: '-2' })];
    for (const state of ['-1', '0']) deployment(1003, { state });
    deployment(1004, closed('10:00:00'));
    deployment(1005, { state: '4', active: '0' });
    deployment(2001);
    expect(older()).toEqual(waiting);
  });

  it('are none whose model lets them be implemented, or does not tell', () => {
    const model = instance.insert('chg_model', { implementation_states: '-2,77' });
    deployment(1000, { state: '77', chg_model: model });
    deployment(1001, { state: '-2', chg_model: 'gone' });
    expect(older()).toEqual([]);
  });

  it('of another counter are those that were recorded before', () => {
    const other = { sequence: { counter: 'renamed', number: 9000 } };
    const before = deployment(3000, {}, other);
    expect(older()).toEqual([before]);
  });
});

it('sequences sort as their numbers do', () => {
  const [low, high] = [GateStream.sequenceText(9), GateStream.sequenceText(Date.UTC(2026, 0))];
  expect([low.length, high.length, low < high]).toEqual([16, 16, true]);
});
