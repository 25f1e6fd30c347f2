import { expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { baseSystem } from '../../base-system/base-system.ts';
import { addBlackout } from './blackouts.ts';

const [start, end] = ['2026-12-24 00:00:00', '2026-12-27 00:00:00'];

it.each([
  [{ windows: [{ start: end, end: start }] }, `Freeze: "${end}" to "${start}" is no window`],
  [{ windows: [{ start: '2026-12-24', end }] }, 'write yyyy-MM-dd HH:mm:ss, in UTC'],
  [{ windows: [{ start, end }], cis: ['globex-tv'] }, 'Freeze: there is no configuration item globex-tv'],
])('does not take the blackout %j', (definition, message) => {
  const database = baseSystem(SandboxClock.stoppedAt(new Date('2026-01-01T10:00:00Z')));
  expect(() => addBlackout(database, { name: 'Freeze', ...definition })).toThrow(message);
  expect(database.count('cmn_schedule_blackout')).toBe(0);
});
