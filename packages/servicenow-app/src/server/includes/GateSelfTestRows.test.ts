import type { Finding, SelfTestAnswer } from '@change-gate/core/check';
import { beforeEach, expect, it } from 'vitest';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateSelfTestRows from './GateSelfTestRows.ts';

let instance: TestInstance;
beforeEach(() => {
  instance = startInstance();
});

const HOLDS: Finding = { id: 'self-test.decision', title: 'The decision', outcome: 'holds', detail: 'Fine.' };
const BROKEN: Finding = {
  id: 'self-test.redirect',
  title: 'A redirect',
  outcome: 'does-not-hold',
  detail: 'It is followed.',
  remedy: 'Ask ServiceNow.',
  who: 'ServiceNow admin',
};

const answer = (...findings: Finding[]): SelfTestAnswer => ({
  ranAt: '2026-01-01 12:00:00',
  appVersion: '1.2.3',
  release: 'glide-zurich',
  findings,
});

it('tells that nobody has run it, whatever a job has noted', () => {
  expect(GateSelfTestRows.last()).toBeNull();
  GateSelfTestRows.write('self-test.job', { seen: '2026-01-01 11:00:00' });
  expect(GateSelfTestRows.last()).toBeNull();
});

it('tells the last answer as it was, in its order', () => {
  GateSelfTestRows.keep(answer(BROKEN, HOLDS));
  expect(GateSelfTestRows.last()).toEqual(answer(BROKEN, HOLDS));
});

it('replaces the answer before, and keeps what a job has noted', () => {
  GateSelfTestRows.keep(answer(BROKEN, HOLDS));
  GateSelfTestRows.write(HOLDS.id, { seen: '2026-01-01 11:00:00' });
  GateSelfTestRows.keep(answer({ ...HOLDS, detail: 'Fine again.' }));
  expect(GateSelfTestRows.last()).toEqual(answer({ ...HOLDS, detail: 'Fine again.' }));
  expect(instance.tables.all(GateSelfTestRows.TABLE)).toMatchObject([{ seen: '2026-01-01 11:00:00' }]);
});
