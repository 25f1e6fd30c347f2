import { expect, it } from 'vitest';
import { refuseGuardedColumns } from './guarded-columns.ts';

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
