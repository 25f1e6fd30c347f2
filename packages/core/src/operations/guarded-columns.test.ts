import { expect, it } from 'vitest';
import { refuseGuardedColumns, refuseGuardedTaskColumns } from './guarded-columns.ts';

function refused(data: Record<string, unknown>, isOpened: boolean): string {
  try {
    refuseGuardedColumns(data, isOpened, (name) => name);
    return '';
  } catch (error) {
    return String(error);
  }
}

it.each([
  { approval: 'approved' },
  { conflict_status: 'No Conflict' },
  { correlation_id: 'x' },
  { sys_id: 'f'.repeat(32) },
  { correlation_display: 'Change Gate: window=ignore' },
  { on_hold: 'false' },
  { on_hold: false },
  { on_hold: '' },
])('%j is refused before and after the change is opened', (data) => {
  for (const isOpened of [false, true]) expect(refused(data, isOpened)).toContain(Object.keys(data)[0]);
});

it.each([{ type: 'standard' }, { chg_model: 'Standard' }])('%j is refused for an open change', (data) => {
  expect(refused(data, true)).toMatch(/who approves a change follows from it/);
  expect(refused(data, false)).toBe('');
});

it('takes the rest, a hold too', () => {
  expect(refused({ short_description: 'x', on_hold: 'true', on_hold_reason: 'freeze' }, true)).toBe('');
});

it('state is refused for an open change, which the step itself moves', () => {
  expect(refused({ state: '-1' }, true)).toContain(
    'data: state cannot be set (the step itself moves the change)',
  );
  expect(refused({ state: '-1' }, false)).toBe('');
});

it('says of each column that is refused what it is of', () => {
  expect(refused({ approval: 'x', sys_id: 'y', on_hold: 'no' }, false)).toMatch(
    /data: approval cannot be set \(.*\); sys_id cannot be set \(.*\); on_hold cannot be taken back \(whoever put the change on hold/,
  );
});

it.each([
  'active',
  'approval',
  'change_request',
  'correlation_display',
  'correlation_id',
  'created_from',
  'parent',
  'state',
])('%s of a task is refused', (column) => {
  expect(() => refuseGuardedTaskColumns({ [column]: 'x' }, 'tasks: number 2')).toThrowError(
    `tasks: number 2: ${column} cannot be set (`,
  );
});

it('a task is not released from its hold, and takes the rest', () => {
  expect(() => refuseGuardedTaskColumns({ on_hold: 'false' }, 'tasks')).toThrowError(
    /^.*tasks: on_hold cannot be taken back \(whoever put the task on hold/,
  );
  const taken = { short_description: 'x', on_hold: true, type: 'x', sys_id: 'y' };
  expect(() => refuseGuardedTaskColumns(taken, 'tasks')).not.toThrow();
});
