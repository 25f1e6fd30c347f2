import { beforeEach, expect, it } from 'vitest';
import {
  DELIVERY,
  dueRegistration,
  listServer,
  openChange,
  REGISTRATION,
  REPORT,
} from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateEvidenceItems from './GateEvidenceItems.ts';
import * as GateReports from './GateReports.ts';
import * as GateRetention from './GateRetention.ts';
import * as GateStream from './GateStream.ts';

const DAY = 86_400;

let instance: TestInstance;
let change: string;
let server: string;
beforeEach(() => {
  instance = startInstance();
  change = openChange(instance);
  server = listServer(instance);
});

function registration(fields: Readonly<Row>): string {
  const sysId = dueRegistration(instance, change, server, fields);
  instance.set(REGISTRATION, sysId, fields);
  GateDeliveries.claim(sysId, 1);
  GateReports.claim(sysId, 1, 'in Assess');
  return sysId;
}

const rest = (table: string, column: string) => instance.tables.all(table).map((row) => row[column]);

it('expires dead letters that nobody has retried for a month, and says so once', () => {
  const letter = { status: 'refused', last_answer: 'No.', decided_at: instance.time(-40 * DAY) };
  const old = registration({ ...letter, sys_updated_on: instance.time(-30 * DAY - 1) });
  const young = registration({ ...letter, sys_updated_on: instance.time(-30 * DAY + 1) });
  const waiting = registration({ status: 'waiting', sys_updated_on: instance.time(-40 * DAY) });
  GateRetention.run();
  GateRetention.run();
  const status = (sysId: string) => instance.row(REGISTRATION, sysId).status;
  expect([old, young, waiting].map(status)).toEqual(['expired', 'refused', 'waiting']);
  const given =
    'No. Given up 40 days after the decision. If the build still waits, answer it in the CI by hand.';
  expect(instance.row(REGISTRATION, old)).toMatchObject({
    last_outcome: 'refused',
    last_answer: given,
    token: '',
  });
  expect(instance.notes(change)).toEqual([expect.stringContaining(given)]);
});

it.each([
  [undefined, 365],
  ['10', 10],
])('deletes what ended long ago, with its rows, and nothing else (%s)', (property, days) => {
  if (property !== undefined) instance.properties.set('x_change_gate.retention_days', property);
  const old = registration({ status: 'ended', ended_at: instance.time(-days * DAY - 1) });
  const young = registration({ status: 'ended', ended_at: instance.time(-days * DAY + 1) });
  const active = registration({ status: 'refused' });
  GateRetention.run();
  expect(rest(REGISTRATION, 'sys_id')).toEqual([young, active]);
  expect(rest(DELIVERY, 'registration')).toEqual([young, active]);
  expect(rest(REPORT, 'registration')).toEqual([young, active]);
  expect(old).not.toBe(young);
});

it('deletes no more in one run than its batch, the oldest first', () => {
  const young = registration({ status: 'ended', ended_at: instance.time(-400 * DAY) });
  for (let count = 0; count < 1000; count += 1) {
    const ended_at = instance.time(-500 * DAY);
    instance.insert(REGISTRATION, { active_key: String(count), status: 'ended', ended_at });
  }
  GateRetention.run();
  expect(rest(REGISTRATION, 'sys_id')).toEqual([young]);
  GateRetention.run();
  expect(rest(REGISTRATION, 'sys_id')).toEqual([]);
});

it.each(['0', '-1', 'never'])('keeps all where the property says %s', (days) => {
  instance.properties.set('x_change_gate.retention_days', days);
  registration({ status: 'ended', ended_at: instance.time(-1000 * DAY) });
  GateRetention.run();
  expect(rest(REGISTRATION, 'status')).toEqual(['ended']);
});

it('says which registration could not be deleted', () => {
  const sysId = registration({ status: 'ended', ended_at: instance.time(-1000 * DAY) });
  instance.tables.delete = () => false;
  GateRetention.run();
  expect(instance.log).toEqual([['error', `Change Gate could not delete registration ${sysId}`]]);
});

it('deletes the evidence of changes that are closed or gone, seven years later, with its items', () => {
  const evidenceOfChange = (of: string, age: number) => {
    const evidence = instance.insert(GateStream.TABLE, { change: of, recorded: instance.time(-age * DAY) });
    const item = { change: of, evidence, recorded: instance.time(-age * DAY) };
    instance.insert(GateEvidenceItems.TABLE, item);
    return evidence;
  };
  const closed = openChange(instance, { number: 'CHG0030002', state: '3', active: '0' });
  evidenceOfChange(closed, 2556);
  evidenceOfChange('f'.repeat(32), 2556);
  const kept = [evidenceOfChange(change, 2556), evidenceOfChange(closed, 2554)];
  GateRetention.run();
  expect(rest(GateStream.TABLE, 'sys_id')).toEqual(kept);
  expect(rest(GateEvidenceItems.TABLE, 'evidence')).toEqual(kept);
  instance.properties.set('x_change_gate.evidence_retention_days', '0');
  instance.pass(9999 * DAY);
  GateRetention.run();
  expect(rest(GateStream.TABLE, 'sys_id')).toEqual(kept);
});
