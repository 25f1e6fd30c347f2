import { describe, expect, it } from 'vitest';
import { CHANGE_FIELDS, isClosedOrCanceled, toChange } from './change.ts';

/** No two values are alike, so that no column is read for another. */
const ROW: Readonly<Record<string, unknown>> = {
  sys_id: { value: 'id1' },
  number: { value: 'CHG0030001' },
  type: { value: 'normal' },
  chg_model: { value: 'model1' },
  state: { value: -1, display_value: 'Implement' },
  active: { value: 'true' },
  approval: { value: 'approved' },
  on_hold: { value: 'false' },
  on_hold_reason: { value: 'a vendor' },
  conflict_status: { value: 'No Conflict' },
  start_date: { value: '2026-03-01 01:00:00' },
  end_date: { value: '2026-03-01 02:00:00' },
  work_start: { value: '2026-03-01 03:00:00' },
  work_end: { value: '2026-03-01 04:00:00' },
  correlation_id: { value: 'ci:1:change' },
  correlation_display: { value: 'Change Gate: a policy' },
  sys_created_by: { value: 'ci.bot' },
  sys_created_on: { value: '2026-03-01 05:00:00' },
};

/** What may be absent and decides something, by the name that the decision has for it. */
const DECISIVE = {
  active: 'active',
  approval: 'approval',
  on_hold: 'onHold',
  conflict_status: 'conflictStatus',
  start_date: 'plannedStart',
  end_date: 'plannedEnd',
  chg_model: 'model',
  work_start: 'workStart',
  work_end: 'workEnd',
  correlation_display: 'correlationDisplay',
} as const;

const COLUMNS = Object.entries(DECISIVE);

describe('toChange', () => {
  it('reads each column for itself', () => {
    expect(toChange(ROW)).toMatchObject({
      sysId: 'id1',
      number: 'CHG0030001',
      type: 'normal',
      model: 'model1',
      state: '-1',
      stateLabel: 'Implement',
      active: true,
      approval: 'approved',
      onHold: false,
      onHoldReason: 'a vendor',
      conflictStatus: 'No Conflict',
      plannedStart: '2026-03-01 01:00:00',
      plannedEnd: '2026-03-01 02:00:00',
      workStart: '2026-03-01 03:00:00',
      workEnd: '2026-03-01 04:00:00',
      correlationId: 'ci:1:change',
      correlationDisplay: 'Change Gate: a policy',
      createdBy: 'ci.bot',
      createdOn: '2026-03-01 05:00:00',
    });
    expect(CHANGE_FIELDS).toEqual(expect.arrayContaining(Object.keys(ROW)));
  });

  it.each(COLUMNS)('tells %s that is absent from one that is empty', (column, name) => {
    const { [column]: _hidden, ...rest } = ROW;
    expect(toChange(rest)[name]).toBeNull();
    const isFlag = name === 'active' || name === 'onHold';
    for (const value of ['', null]) {
      expect(toChange({ ...ROW, [column]: { value } })[name]).toBe(isFlag ? null : '');
    }
  });

  it.each([
    ['sys_id', ['', null]],
    ['number', ['', null]],
    ['state', ['', null, 'Implement', ' -1', '-1.0', true]],
  ])('refuses %s with one of %j, and names it', (column, values) => {
    for (const value of values) {
      expect(() => toChange({ ...ROW, [column]: { value } })).toThrow(`(${column})`);
    }
  });

  it.each([
    ['true', true],
    ['True', true],
    ['1', true],
    [1, true],
    [true, true],
    ['false', false],
    ['0', false],
    [0, false],
    [false, false],
    ['yes', null],
    ['On hold', null],
  ])('takes %j in a column of true and false for %j', (value, flag) => {
    expect(toChange({ ...ROW, on_hold: { value }, active: { value } })).toMatchObject({
      onHold: flag,
      active: flag,
    });
  });

  it.each(Object.keys(ROW))('refuses %s of another type, and names it', (column) => {
    for (const wrong of ['text', ['a'], { value: { of: 'another type' } }, {}]) {
      expect(() => toChange({ ...ROW, [column]: wrong })).toThrow(column);
    }
  });
});

it('a change has ended in the states of the base system, and where it is active no more', () => {
  const ended = (columns: object) => isClosedOrCanceled(toChange({ ...ROW, ...columns }));
  expect(ended({})).toBe(false);
  expect(ended({ state: { value: '3' } })).toBe(true);
  expect(ended({ state: { value: '4' } })).toBe(true);
  expect(ended({ state: { value: '22' }, active: { value: 'false' } })).toBe(true);
});
