import { beforeEach, describe, expect, it } from 'vitest';
import {
  DELIVERY,
  dueRegistration,
  listServer,
  openChange,
  REGISTRATION,
} from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateClaims from './GateClaims.ts';
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateOutcome from './GateOutcome.ts';

const DAY = 86_400;
const BUILD_URL = 'https://ci.example.com/build/1';

let instance: TestInstance;
let change: string;
let server: string;
beforeEach(() => {
  instance = startInstance();
  server = listServer(instance);
  change = openChange(instance);
});

const registration = (fields: Readonly<Row> = {}) =>
  dueRegistration(instance, change, server, { status: 'delivering', attempts: '1', ...fields });

const settle = (sysId: string, outcome: GateOutcome.AttemptOutcome, detail = 'It said so.') =>
  GateOutcome.settle(instance.record(REGISTRATION, sysId), outcome, detail);

describe('settle', () => {
  it.each([
    ['delivered', 'delivered', `Told Codefresh to go on: CHG0030001 is in Implement (${BUILD_URL}).`],
    [
      'refused',
      'refused',
      `Codefresh could not be told to go on; an admin can retry it in Gate registrations (${BUILD_URL}): It said so.`,
    ],
    [
      'already-decided',
      'ended',
      `The build had its answer already; Codefresh was not told to go on (${BUILD_URL}): It said so.`,
    ],
    [
      'build-ended',
      'ended',
      `The build was over; Codefresh did not need to be told to go on (${BUILD_URL}): It said so. No build waits for this change any more: if nothing was deployed under it, cancel it, or run the build again with its job or step that opens the change.`,
    ],
  ] as const)('ends with %s: %s, and one note', (outcome, status, note) => {
    const sysId = registration();
    settle(sysId, outcome);
    settle(sysId, outcome);
    expect(instance.row(REGISTRATION, sysId)).toMatchObject({
      status,
      last_outcome: outcome,
      last_answer: 'It said so.',
    });
    expect(instance.notes(change)).toEqual([note]);
    expect(instance.events).toEqual([]);
  });

  it('says stop for a denial', () => {
    settle(registration({ decision: 'denied', reason: 'CHG0030001 was rejected' }), 'delivered');
    expect(instance.notes(change)).toEqual([
      `Told Codefresh to stop: CHG0030001 was rejected (${BUILD_URL}).`,
    ]);
  });

  it.each([
    ['already-decided', 'The build had its answer already; an attempt may have told Codefresh to go on'],
    ['build-ended', 'The build was over; an attempt may have told Codefresh to go on'],
  ] as const)('does not say that nobody was told where somebody may have been (%s)', (outcome, note) => {
    const sysId = registration({ attempts: '2' });
    GateDeliveries.storeDeparture(GateDeliveries.claim(sysId, 1) ?? '', 'sent');
    settle(sysId, outcome);
    expect(instance.notes(change)[0]).toContain(note);
  });

  it.each([
    ['not-paused-yet', 5, 5],
    ['taken', 5, 5],
    ['started', 5, 5],
    ['waits', 5, 5],
    ['contested', 5, 5],
    ['unavailable', 24, 36],
    ['unanswered', 24, 36],
  ] as const)('tries again after %s, in its time', (outcome, least, most) => {
    const sysId = registration();
    GateDeliveries.claim(sysId, 1);
    instance.tables.update(
      'x_change_gate_delivery',
      instance.tables.all('x_change_gate_delivery')[0]?.sys_id ?? '',
      {
        outcome,
        finished: instance.time(),
      },
    );
    settle(sysId, outcome);
    const [event] = instance.events;
    expect(event).toMatchObject({ name: 'x_change_gate.deliver', sysId });
    expect(event?.inSeconds).toBeGreaterThanOrEqual(least);
    expect(event?.inSeconds).toBeLessThanOrEqual(most);
    expect(instance.row(REGISTRATION, sysId)).toMatchObject({
      status: 'due',
      last_outcome: outcome,
      last_answer: 'It said so.',
      next_attempt: instance.time(event?.inSeconds),
    });
    expect(instance.notes(change)).toEqual([]);
  });

  it('pauses for longer the longer it lasts', () => {
    const sysId = registration();
    for (const number of [1, 2, 3]) {
      const claim = GateDeliveries.claim(sysId, number) ?? '';
      instance.tables.update('x_change_gate_delivery', claim, {
        outcome: 'taken',
        finished: instance.time(),
      });
    }
    settle(sysId, 'taken');
    expect(instance.events[0]?.inSeconds).toBe(20);
  });

  it.each([
    [4, 'due', 0],
    [5, 'refused', 1],
  ])('takes a decision that is contested %i times in a row for %s', (times, status, notes) => {
    const sysId = registration();
    for (let number = 1; number <= times; number += 1) {
      const claim = GateDeliveries.claim(sysId, number) ?? '';
      instance.tables.update('x_change_gate_delivery', claim, {
        outcome: 'contested',
        finished: instance.time(),
      });
    }
    settle(sysId, 'contested');
    expect(instance.row(REGISTRATION, sysId).status).toBe(status);
    expect(instance.notes(change)).toHaveLength(notes);
  });

  describe('of a build that stopped at its gate', () => {
    const stops = (sysId: string, times: number) => {
      for (let number = 1; number <= times; number += 1)
        GateClaims.finish(DELIVERY, GateDeliveries.claim(sysId, number) ?? '', 'stopped', '');
      settle(sysId, 'stopped', 'Its job failed (runner_system_failure).');
    };
    const STOPPED = `Told Codefresh to go on, and the build stopped at its gate (${BUILD_URL}): Its job failed (runner_system_failure).`;

    it.each([
      [1, 60],
      [3, 240],
    ])('tells it again after %i times, in %i seconds, and says so', (times, seconds) => {
      const sysId = registration();
      stops(sysId, times);
      expect(instance.row(REGISTRATION, sysId)).toMatchObject({ status: 'due', last_outcome: 'stopped' });
      expect(instance.events).toMatchObject([{ name: 'x_change_gate.deliver', inSeconds: seconds }]);
      expect(instance.notes(change)).toEqual([
        `${STOPPED} It is told again in a few minutes, if the change is still approved then.`,
      ]);
    });

    it('is refused after the fourth time, and says who does what', () => {
      const sysId = registration();
      stops(sysId, 4);
      expect(instance.row(REGISTRATION, sysId)).toMatchObject({ status: 'refused', last_outcome: 'refused' });
      expect(instance.events).toEqual([]);
      expect(instance.notes(change)).toEqual([
        `${STOPPED} It did so 4 times, though the change is approved, and is told no more. Whoever looks after the pipeline mends what its gate's log in the CI says; then an admin presses Retry delivery in Gate registrations.`,
      ]);
    });

    const OUTDATED = 'OUTDATED: is of an older build than CHG0030002';
    const check = (fields: Readonly<Row> = {}) =>
      instance.insert('x_change_gate_evidence_item', {
        change,
        kind: 'check',
        name: BUILD_URL,
        status: 'refused',
        problem: OUTDATED,
        recorded: instance.time(),
        claim: `claim ${instance.tables.all('x_change_gate_evidence_item').length}`,
        ...fields,
      });

    it('is refused at once where its check forbids the deployment, and says why', () => {
      check({ recorded: instance.time(-1), status: 'passed', problem: '' });
      check();
      const sysId = registration({ decided_at: instance.time(-60) });
      stops(sysId, 1);
      expect(instance.row(REGISTRATION, sysId)).toMatchObject({
        status: 'refused',
        last_outcome: 'refused',
        last_answer: `Its job failed (runner_system_failure). Its check forbids the deployment (${OUTDATED}).`,
      });
      expect(instance.events).toEqual([]);
      expect(instance.notes(change)).toEqual([
        `${STOPPED} Its check forbids the deployment (${OUTDATED}). It is told no more, as that would change nothing. Deploy with a new build, and cancel this change; or have put right what the check names, and an admin presses Retry delivery in Gate registrations.`,
      ]);
    });

    it.each<[string, () => Readonly<Row>]>([
      ['of another build', () => ({ name: `${BUILD_URL}0` })],
      ['of another change', () => ({ change: 'f'.repeat(32) })],
      ['that passed', () => ({ status: 'passed', problem: '' })],
      ['of before the decision', () => ({ recorded: instance.time(-61) })],
      ['whether an emergency may pass', () => ({ problem: 'NO_EMERGENCY: was rejected' })],
      ['that is none, but a later report', () => ({ kind: 'update' })],
    ])('is told again after a check %s', (_which, fields) => {
      check(fields());
      const sysId = registration({ decided_at: instance.time(-60) });
      stops(sysId, 1);
      expect(instance.row(REGISTRATION, sysId)).toMatchObject({ status: 'due', last_outcome: 'stopped' });
    });

    it.each(['decided_at', 'retried_at'])('counts no stop of before %s', (column) => {
      const sysId = registration({ [column]: instance.time(1) });
      stops(sysId, 4);
      expect(instance.row(REGISTRATION, sysId).status).toBe('due');
    });
  });

  it('leaves a registration alone that has ended meanwhile', () => {
    const sysId = registration({ status: 'withdrawn', ended_as: 'withdrawn' });
    settle(sysId, 'delivered');
    settle(sysId, 'unavailable');
    expect(instance.row(REGISTRATION, sysId).status).toBe('withdrawn');
    expect([instance.notes(change), instance.events]).toEqual([[], []]);
  });

  it('settles one that another node has made due again', () => {
    const sysId = registration({ status: 'due' });
    settle(sysId, 'delivered');
    expect(instance.row(REGISTRATION, sysId).status).toBe('delivered');
  });
});

describe('giving up', () => {
  const isGivenUp = (fields: Readonly<Row>) =>
    GateOutcome.shouldGiveUp(instance.record(REGISTRATION, registration(fields)));

  it('counts from the decision, or from the last retry', () => {
    const decided_at = instance.time(-31 * DAY);
    expect(isGivenUp({ decided_at })).toBe(true);
    expect(isGivenUp({ decided_at: instance.time(-29 * DAY) })).toBe(false);
    expect(isGivenUp({ decided_at, retried_at: instance.time(-DAY) })).toBe(false);
    expect(isGivenUp({ decided_at: '' })).toBe(false);
  });

  it('counts to the deadline where there is one', () => {
    const decided_at = instance.time(-3 * DAY);
    expect(isGivenUp({ decided_at, deadline: instance.time(-1) })).toBe(true);
    expect(isGivenUp({ decided_at, deadline: instance.time(1) })).toBe(false);
  });

  it('is told once, with what to do', () => {
    const sysId = registration({ decided_at: instance.time(-31 * DAY - 3600) });
    settle(sysId, 'unavailable', 'It is down.');
    settle(sysId, 'unavailable', 'It is down.');
    const given =
      'It is down. Given up 31 days after the decision. If the build still waits, answer it in the CI by hand.';
    expect(instance.row(REGISTRATION, sysId)).toMatchObject({
      status: 'expired',
      last_outcome: 'unavailable',
      last_answer: given,
    });
    expect(instance.notes(change)).toEqual([`Gave up telling Codefresh to go on (${BUILD_URL}): ${given}`]);
    expect(instance.events).toEqual([]);
  });
});

it('only what has moved the build is final', () => {
  for (const outcome of ['delivered', 'already-decided', 'build-ended'])
    expect(GateOutcome.isFinal(outcome)).toBe(true);
  for (const outcome of [
    'taken',
    'started',
    'stopped',
    'unanswered',
    'not-paused-yet',
    'refused',
    'unavailable',
    'waits',
    'not-sent',
    '',
  ])
    expect(GateOutcome.isFinal(outcome)).toBe(false);
});
