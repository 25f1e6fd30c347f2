import { beforeEach, describe, expect, it } from 'vitest';
import { DELIVERY, REPORT } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateClaims from './GateClaims.ts';
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateReports from './GateReports.ts';

const MINE = '1'.repeat(32);
const OTHERS = '2'.repeat(32);

let instance: TestInstance;
beforeEach(() => {
  instance = startInstance();
});

describe('a claim', () => {
  it('is had by the first alone, for each attempt of each registration', () => {
    const claim = GateDeliveries.claim(MINE, 1);
    expect(instance.row(DELIVERY, claim ?? '')).toMatchObject({
      registration: MINE,
      claim: `${MINE}:1`,
      attempt: '1',
      started: instance.time(),
    });
    expect(GateDeliveries.claim(MINE, 1)).toBeNull();
    expect(GateDeliveries.claim(MINE, 2)).not.toBeNull();
    expect(GateDeliveries.claim(OTHERS, 1)).not.toBeNull();
  });

  it('of another is seen before an insert is refused, which the instance would log', () => {
    GateDeliveries.claim(MINE, 1);
    let inserts = 0;
    instance.tables.beforeWrite = () => {
      inserts += 1;
      return undefined;
    };
    expect([GateDeliveries.claim(MINE, 1), inserts]).toEqual([null, 0]);
  });

  it('is finished with its outcome, and no other is', () => {
    const [claim, other] = [GateDeliveries.claim(MINE, 1) ?? '', GateDeliveries.claim(OTHERS, 1) ?? ''];
    instance.pass(7);
    GateClaims.finish(DELIVERY, claim, 'delivered', 'It runs.');
    GateClaims.finish(DELIVERY, '0'.repeat(32), 'refused', 'gone');
    expect(instance.row(DELIVERY, claim)).toMatchObject({
      finished: instance.time(),
      outcome: 'delivered',
      answer: 'It runs.',
    });
    expect(instance.row(DELIVERY, other).finished).toBeUndefined();
    expect(instance.log).toEqual([]);
  });

  it('whose outcome cannot be stored is in the log', () => {
    const claim = GateDeliveries.claim(MINE, 1) ?? '';
    instance.tables.beforeWrite = () => false;
    GateClaims.finish(DELIVERY, claim, 'delivered', '');
    expect(instance.log).toEqual([
      ['error', `Change Gate could not store the outcome delivered in ${DELIVERY} ${claim}`],
    ]);
  });

  it('goes with its registration, and those of others stay', () => {
    GateDeliveries.claim(MINE, 1);
    GateDeliveries.claim(MINE, 2);
    const other = GateDeliveries.claim(OTHERS, 1);
    GateClaims.deleteAll(DELIVERY, MINE);
    expect(instance.tables.all(DELIVERY).map(({ sys_id }) => sys_id)).toEqual([other]);
  });
});

/** Attempts of a registration, oldest first; one without an outcome, or with `sent`, is under way, or its node died. */
function attempts(...outcomes: readonly (string | null)[]): void {
  outcomes.forEach((outcome, index) => {
    for (const registration of [MINE, OTHERS]) {
      const claim = GateDeliveries.claim(registration, index + 1) ?? '';
      const stored = registration === MINE ? outcome : 'taken';
      if (stored === 'sent') GateDeliveries.storeDeparture(claim, stored);
      else if (stored !== null) GateClaims.finish(DELIVERY, claim, stored, `answer ${index + 1}`);
    }
  });
}

describe('the newest attempt', () => {
  it('is that with the highest number, of this registration', () => {
    expect(GateDeliveries.newest(MINE)).toBeNull();
    attempts(...Array.from({ length: 11 }, () => 'waits'), 'taken');
    GateDeliveries.claim(OTHERS, 13);
    expect(GateDeliveries.newest(MINE)).toMatchObject({
      number: 12,
      outcome: 'taken',
      answer: 'answer 12',
      started: instance.time(),
      finished: instance.time(),
    });
  });

  it('has no outcome while it is under way', () => {
    attempts('waits', null);
    expect(GateDeliveries.newest(MINE)).toMatchObject({ number: 2, outcome: '', finished: '', answer: '' });
  });
});

it('a streak is counted from the newest attempt, and no further than pauses grow', () => {
  expect(GateDeliveries.streak(MINE, 'unavailable')).toBe(0);
  attempts('unavailable', 'taken', 'unavailable', 'unavailable');
  expect(GateDeliveries.streak(MINE, 'unavailable')).toBe(2);
  expect(GateDeliveries.streak(MINE, 'taken')).toBe(0);
  for (let number = 5; number <= 30; number += 1)
    GateClaims.finish(DELIVERY, GateDeliveries.claim(MINE, number) ?? '', 'unavailable', '');
  expect(GateDeliveries.streak(MINE, 'unavailable')).toBe(12);
});

it('stops at the gate are counted since a time, whatever came between them', () => {
  attempts('started', 'stopped', 'started', 'unavailable', 'stopped');
  const since = instance.time(1);
  expect(GateDeliveries.stopsSince(MINE, instance.time())).toBe(2);
  expect(GateDeliveries.stopsSince(MINE, since)).toBe(0);
  instance.pass(1);
  GateClaims.finish(DELIVERY, GateDeliveries.claim(MINE, 6) ?? '', 'stopped', '');
  expect(GateDeliveries.stopsSince(MINE, since)).toBe(1);
});

describe('what was sent so far', () => {
  const sent = () => GateDeliveries.sentSoFar(MINE);
  const NOTHING = {
    isTaken: false,
    isSent: false,
    isRecent: false,
    isQueued: false,
    mayHaveArrived: false,
  };

  it.each([
    [[], NOTHING],
    [['unavailable'], NOTHING],
    [['refused'], NOTHING],
    [['not-paused-yet'], NOTHING],
    [['waits'], NOTHING],
    [['not-sent'], NOTHING],
    [
      ['taken'],
      {
        isTaken: true,
        isSent: true,
        isRecent: true,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
    [
      ['taken', 'waits'],
      {
        isTaken: true,
        isSent: true,
        isRecent: true,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
    [
      ['taken', 'not-sent'],
      {
        isTaken: true,
        isSent: true,
        isRecent: true,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
    [
      ['unanswered'],
      {
        isTaken: false,
        isSent: true,
        isRecent: true,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
    [
      ['unanswered', 'unavailable'],
      {
        isTaken: false,
        isSent: true,
        isRecent: true,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
    // The build was seen to wait still, and waits for another decision.
    [
      ['unanswered', 'not-sent'],
      {
        isTaken: false,
        isSent: false,
        isRecent: false,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
    [
      ['unanswered', 'not-sent', 'taken'],
      {
        isTaken: true,
        isSent: true,
        isRecent: true,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
    [
      ['started'],
      {
        isTaken: false,
        isSent: true,
        isRecent: true,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
    // What was sent is used up: the build stands at its gate as before.
    [['started', 'stopped'], NOTHING],
    [['taken', 'queued', 'sent', 'stopped', 'unavailable'], NOTHING],
    [
      ['started', 'stopped', 'started'],
      {
        isTaken: false,
        isSent: true,
        isRecent: true,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
    // A node died before it sent, or after that.
    [[null], NOTHING],
    [
      ['sent'],
      {
        isTaken: false,
        isSent: true,
        isRecent: true,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
    [
      ['queued', 'waits'],
      {
        isTaken: false,
        isSent: true,
        isRecent: true,
        isQueued: true,
        mayHaveArrived: true,
      },
    ],
    [
      ['queued', 'not-sent'],
      {
        isTaken: false,
        isSent: true,
        isRecent: true,
        isQueued: true,
        mayHaveArrived: true,
      },
    ],
    [
      ['sent', 'waits'],
      {
        isTaken: false,
        isSent: true,
        isRecent: true,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
  ] as const)('by %j', (outcomes, expected) => {
    attempts(...outcomes);
    expect(sent()).toEqual(expected);
  });

  it('is recent for as long as a MID Server may still send it', () => {
    attempts('queued', 'waits');
    instance.pass(29 * 86_400);
    expect(sent()).toMatchObject({ isRecent: true, isQueued: true });
  });

  it.each([
    [
      'taken',
      {
        isTaken: true,
        isSent: true,
        isRecent: false,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
    [
      'unanswered',
      {
        isTaken: false,
        isSent: true,
        isRecent: false,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
    [
      'sent',
      {
        isTaken: false,
        isSent: true,
        isRecent: false,
        isQueued: false,
        mayHaveArrived: true,
      },
    ],
  ] as const)('is recent for five minutes (%s)', (outcome, expected) => {
    attempts(outcome);
    instance.pass(299);
    expect(sent().isRecent).toBe(true);
    instance.pass(1);
    expect(sent()).toEqual(expected);
  });
});

describe('a report', () => {
  it('is claimed by its number, and says a reason', () => {
    expect(GateReports.newest(MINE)).toBeNull();
    GateReports.claim(MINE, 1, 'in Assess');
    GateReports.claim(OTHERS, 3, 'of others');
    const claim = GateReports.claim(MINE, 2, 'on hold') ?? '';
    expect(GateReports.claim(MINE, 2, 'again')).toBeNull();
    expect(GateReports.newest(MINE)).toMatchObject({
      sysId: claim,
      number: 2,
      reason: 'on hold',
      outcome: '',
    });
    GateReports.releaseClaim(claim);
    GateReports.releaseClaim('0'.repeat(32));
    expect(GateReports.newest(MINE)).toMatchObject({ number: 1, reason: 'in Assess' });
    expect(instance.tables.all(REPORT)).toHaveLength(2);
  });
});
