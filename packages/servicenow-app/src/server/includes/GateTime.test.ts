import { beforeEach, expect, it } from 'vitest';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateLease from './GateLease.ts';
import * as GateTime from './GateTime.ts';

let instance: TestInstance;
beforeEach(() => {
  instance = startInstance();
});

it('is UTC as ServiceNow stores it', () => {
  expect(GateTime.now()).toBe('2026-01-01 12:00:00');
  expect(GateTime.fromNow(-3600).getValue()).toBe('2026-01-01 11:00:00');
  expect(GateTime.secondsBetween('2026-01-01 12:00:00', '2026-01-02 12:00:01')).toBe(86_401);
  const before = GateTime.milliseconds();
  instance.pass(2);
  expect(GateTime.milliseconds() - before).toBe(2000);
});

it.each([
  [undefined, '2026-01-01 11:58:00', 60_000],
  ['300', '2026-01-01 11:55:00', 240_000],
  // Never shorter than the requests under way at its end.
  ['40', '2026-01-01 11:58:30', 30_000],
  ['soon', '2026-01-01 11:58:00', 60_000],
])(
  'a lease of %s seconds is over for what began before, and leaves time for requests',
  (lease, before, budget) => {
    if (lease !== undefined) instance.properties.set('x_change_gate.lease_seconds', lease);
    expect(GateLease.expiredBefore()).toBe(before);
    expect(GateLease.budget()).toBe(budget);
  },
);
