import { beforeEach, describe, expect, it } from 'vitest';
import {
  dueRegistration,
  listServer,
  openChange,
  REGISTRATION,
  registrationOf,
} from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateEvaluation from './GateEvaluation.ts';

const ASSESS = { state: '-4', 'display.state': 'Assess', approval: 'requested' };

let instance: TestInstance;
let server: string;
beforeEach(() => {
  instance = startInstance();
  server = listServer(instance);
});

const waiting = (change: string, fields: Readonly<Row> = {}) =>
  registrationOf(instance, change, server, fields);
const row = (sysId: string) => instance.row(REGISTRATION, sysId);

describe('evaluate', () => {
  it('makes due what is decided, with when and why, and queues its delivery', () => {
    const sysId = waiting(openChange(instance), { retried_at: '2026-01-01 00:00:00' });
    const now = instance.time();
    GateEvaluation.evaluate(sysId);
    expect(row(sysId)).toMatchObject({
      status: 'due',
      decision: 'approved',
      reason: 'CHG0030001 is in Implement',
      evaluated_at: now,
      decided_at: now,
      next_attempt: now,
      retried_at: '',
    });
    expect(instance.events).toEqual([{ name: 'x_change_gate.deliver', sysId, inSeconds: 0 }]);
  });

  it('denies a change that was rejected, and one that is gone', () => {
    const rejected = waiting(openChange(instance, { state: '-5', approval: 'rejected' }));
    const change = openChange(instance);
    const gone = waiting(change);
    instance.tables.delete('change_request', change);
    for (const sysId of [rejected, gone]) {
      GateEvaluation.evaluate(sysId);
      expect(row(sysId)).toMatchObject({ status: 'due', decision: 'denied' });
    }
  });

  it('says why it waits, and when it looked', () => {
    const sysId = waiting(openChange(instance, ASSESS));
    GateEvaluation.evaluate(sysId);
    expect(row(sysId)).toMatchObject({
      status: 'waiting',
      decision: 'pending',
      evaluated_at: instance.time(),
    });
    expect(row(sysId).reason).toMatch(/^CHG0030001 is in Assess/);
    expect(instance.events).toEqual([]);
  });

  it("reads the states of the change's model where the policy asks for them", () => {
    const model = instance.insert('chg_model', { implementation_states: '-2' });
    const change = openChange(instance, { state: '-2', chg_model: model });
    const [byModel, byState] = [waiting(change, { proceed_states: 'model' }), waiting(change)];
    for (const sysId of [byModel, byState]) GateEvaluation.evaluate(sysId);
    expect([row(byModel).status, row(byState).status]).toEqual(['due', 'waiting']);
  });

  it.each([
    ['deny', 'due', 'denied'],
    ['leave', 'expired', 'pending'],
  ])('ends at the deadline as the pipeline asked: %s', (on_deadline, status, decision) => {
    const change = openChange(instance, ASSESS);
    const deadline = instance.time(-1);
    const sysId = waiting(change, { deadline, on_deadline });
    GateEvaluation.evaluate(sysId);
    GateEvaluation.evaluate(sysId);
    expect(row(sysId)).toMatchObject({ status, decision });
    const note = `, and the deadline (${deadline} UTC) has passed. Codefresh is not told; the build stays as it is (https://ci.example.com/build/1).`;
    expect(instance.notes(change)).toEqual(status === 'due' ? [] : [expect.stringContaining(note)]);
    if (status === 'expired') expect(row(sysId).reason).toMatch(/and the deadline \(.* UTC\) has passed$/);
  });

  it('leaves no note where another node has expired it', () => {
    const change = openChange(instance, ASSESS);
    const sysId = waiting(change, { deadline: instance.time(-1), on_deadline: 'leave' });
    instance.tables.beforeWrite = () => false;
    GateEvaluation.evaluate(sysId);
    expect(instance.notes(change)).toEqual([]);
  });

  it("leaves a subflow's to the subflow, until the change is gone or the deadline has passed", () => {
    const subflow = { decided_by: 'subflow' };
    const change = openChange(instance);
    const [its, late] = [
      waiting(change, subflow),
      waiting(change, { ...subflow, deadline: instance.time(-1) }),
    ];
    const lost = openChange(instance);
    const gone = waiting(lost, subflow);
    instance.tables.delete('change_request', lost);
    for (const sysId of [its, late, gone]) GateEvaluation.evaluate(sysId);
    expect(row(its)).toMatchObject({ status: 'waiting', evaluated_at: instance.time() });
    expect(row(its).reason).toBeUndefined();
    expect([row(late).status, row(gone).status]).toEqual(['due', 'due']);
  });

  it('leaves alone what does not wait, is not there, or was registered elsewhere', () => {
    const change = openChange(instance);
    const withdrawn = waiting(change, { status: 'withdrawn', ended_as: 'withdrawn' });
    const clone = waiting(change, { instance: 'globex-prod' });
    for (const sysId of [withdrawn, clone, '0'.repeat(32)]) GateEvaluation.evaluate(sysId);
    expect(row(withdrawn).status).toBe('withdrawn');
    expect(row(clone).status).toBe('expired');
    expect(instance.events).toEqual([]);
  });

  it('writes no reason over that of a node which has decided meanwhile', () => {
    const change = openChange(instance, ASSESS);
    const sysId = waiting(change);
    // The change is read between the two reads of the registration.
    const { all } = instance.tables;
    instance.tables.all = (table) => {
      if (table === 'change_request') instance.set(REGISTRATION, sysId, { status: 'due', reason: 'decided' });
      return all.call(instance.tables, table);
    };
    GateEvaluation.evaluate(sysId);
    expect(row(sysId)).toMatchObject({ status: 'due', reason: 'decided' });
  });

  it('cuts a reason as its column would', () => {
    const change = openChange(instance, { on_hold: '1', on_hold_reason: 'ü'.repeat(2000) });
    const sysId = waiting(change);
    GateEvaluation.evaluate(sysId);
    expect(row(sysId).reason).toHaveLength(1000);
  });
});

it('a change that was written is evaluated for all that wait for it, and for no others', () => {
  const [change, other] = [openChange(instance), openChange(instance, { number: 'CHG0030002' })];
  const [first, second, others] = [waiting(change), waiting(change), waiting(other)];
  const ended = waiting(change, { status: 'ended' });
  GateEvaluation.changeWritten(change);
  expect([first, second, others, ended].map((sysId) => row(sysId).status)).toEqual([
    'due',
    'due',
    'waiting',
    'ended',
  ]);
});

describe('decideAgain', () => {
  const again = (change: Readonly<Row>, fields: Readonly<Row> = {}) => {
    const sysId = dueRegistration(instance, openChange(instance, change), server, fields);
    return GateEvaluation.decideAgain(instance.record(REGISTRATION, sysId));
  };
  const own = { decided_by: 'subflow', reason: 'The board agreed' };

  it('takes back an approval that does not hold, by the reason of now', () => {
    expect(again({})).toEqual({ decision: 'approved', reason: 'CHG0030001 is in Implement' });
    expect(again({ on_hold: '1' })).toMatchObject({ decision: 'pending' });
    expect(again({ state: '4' })).toMatchObject({
      decision: 'denied',
      reason: expect.stringMatching(/^CHG0030001 /),
    });
    expect(again(ASSESS, { approval: 'state', proceed_states: '-4' })).toMatchObject({
      decision: 'approved',
    });
  });

  it('takes no denial back', () => {
    const denied = { decision: 'denied', reason: 'CHG0030001 was rejected' };
    expect(again({}, denied)).toEqual(denied);
  });

  it("keeps a subflow's approval in its own words, unless nothing may be deployed under the change", () => {
    const approved = { decision: 'approved', reason: 'The board agreed' };
    for (const change of [{}, ASSESS, { on_hold: '1' }]) expect(again(change, own)).toEqual(approved);
    // By rules of its own: not by the window of the registration.
    expect(again({ end_date: '2025-01-01 00:00:00' }, { ...own, window: 'enforce' })).toEqual(approved);
    for (const change of [{ state: '4' }, { state: '3' }, { state: '0' }, { approval: 'rejected' }])
      expect(again(change, own).decision).toBe('denied');
  });
});
