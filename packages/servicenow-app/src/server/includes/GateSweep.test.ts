import { beforeEach, describe, expect, it } from 'vitest';
import {
  CI_SERVER,
  Codefresh,
  dueRegistration,
  listServer,
  openChange,
  REGISTRATION,
  registrationOf,
} from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateSweep from './GateSweep.ts';

const HOLD = { on_hold: '1', on_hold_reason: 'frozen' };

let instance: TestInstance;
let codefresh: Codefresh;
let server: string;
beforeEach(() => {
  instance = startInstance();
  codefresh = new Codefresh();
  instance.server = codefresh.answer;
  server = listServer(instance);
});

function registration(fields: Readonly<Row>, change: Readonly<Row> = {}): string {
  const make = fields.status === 'waiting' ? registrationOf : dueRegistration;
  const sysId = make(instance, openChange(instance, change), server, fields);
  instance.set(REGISTRATION, sysId, fields);
  return sysId;
}
const status = (sysId: string) => instance.row(REGISTRATION, sysId).status;

/** As many that wait, each looked at more recently than what is to be found, so that its turn does not come. */
function crowd(): void {
  const change = openChange(instance, { ...HOLD, sys_updated_on: '' });
  instance.set('change_request', change, { sys_updated_on: instance.time(-86_400) });
  for (let count = 0; count < 60; count += 1)
    registrationOf(instance, change, server, { evaluated_at: instance.time(-1000) });
}
const LOOKED_AT = { evaluated_at: '2026-01-01 11:59:59' };

describe('the job delivers', () => {
  it('what has been due for as long as an event gets', () => {
    const [young, old] = [
      registration({ next_attempt: instance.time(-14) }),
      registration({ next_attempt: instance.time(-15) }),
    ];
    GateSweep.run();
    expect([status(young), status(old)]).toEqual(['due', 'delivered']);
    expect(instance.sent.filter(({ url }) => url.endsWith('/approve'))).toHaveLength(1);
  });

  it.each([
    ['due', 'next_attempt'],
    ['delivering', 'sys_updated_on'],
  ])('the oldest of those that are %s first', (before, column) => {
    const [young, old] = [
      registration({ status: before, [column]: instance.time(-200) }),
      registration({ status: before, [column]: instance.time(-300) }),
    ];
    codefresh.onRead = () => instance.pass(25);
    GateSweep.run();
    expect([status(young), status(old)]).toEqual([before, 'delivered']);
  });

  it('what a node died over, once its lease is over', () => {
    const [young, old] = [
      registration({ status: 'delivering', sys_updated_on: instance.time(-119) }),
      registration({ status: 'delivering', sys_updated_on: instance.time(-120) }),
    ];
    GateSweep.run();
    expect([status(young), status(old)]).toEqual(['delivering', 'delivered']);
  });
});

describe('the job puts right', () => {
  it.each(['waiting', 'due', 'delivering', 'refused'])('an end that a late write hid behind %s', (late) => {
    const sysId = registration({ status: late, ended_as: 'withdrawn' });
    GateSweep.run();
    expect(instance.row(REGISTRATION, sysId)).toMatchObject({ status: 'withdrawn', token: '' });
    expect(codefresh.decisions).toEqual([]);
  });

  it.each(['waiting', 'due', 'delivering', 'refused'])('what a clone came with: %s', (active) => {
    const sysId = registration({ status: active, instance: 'globex-prod', next_attempt: instance.time(-60) });
    const ended = registration({ status: 'delivered', instance: 'globex-prod' });
    GateSweep.run();
    expect([status(sysId), status(ended)]).toEqual(['expired', 'delivered']);
    expect(codefresh.decisions).toEqual([]);
  });
});

describe('the job evaluates what waits, whoever else waits before it', () => {
  const found = (fields: Readonly<Row>, change: Readonly<Row>) => {
    crowd();
    const sysId = registration({ status: 'waiting', ...LOOKED_AT, ...fields }, change);
    instance.set('change_request', instance.row(REGISTRATION, sysId).change ?? '', {
      sys_updated_on: instance.time(-86_400),
      ...change,
    });
    GateSweep.run();
    return status(sysId) !== 'waiting';
  };

  it('whose change is gone', () => {
    expect(found({}, {})).toBe(false);
    crowd();
    const sysId = registration({ status: 'waiting', ...LOOKED_AT });
    instance.tables.delete('change_request', instance.row(REGISTRATION, sysId).change ?? '');
    GateSweep.run();
    expect(instance.row(REGISTRATION, sysId)).toMatchObject({ status: 'due', decision: 'denied' });
  });

  it('past its deadline', () => {
    expect(found({ deadline: instance.time(-1) }, HOLD)).toBe(true);
    expect(found({ deadline: instance.time(60) }, HOLD)).toBe(false);
  });

  it('for a change that was written in the last five minutes', () => {
    expect(found({}, { sys_updated_on: instance.time(-300) })).toBe(true);
    expect(found({}, { sys_updated_on: instance.time(-301) })).toBe(false);
  });

  it.each([0, -300])('for a window that opened %i seconds from now', (seconds) => {
    const window = { start_date: instance.time(seconds), end_date: instance.time(3600) };
    expect(found({ window: 'enforce' }, window)).toBe(true);
    expect(found({}, window)).toBe(false);
  });

  it('for a window that is over', () => {
    const window = { start_date: instance.time(-7200), end_date: instance.time(-1) };
    expect(found({ window: 'enforce' }, window)).toBe(true);
    expect(found({}, window)).toBe(false);
  });

  it('no window that opened or ended long ago, or has yet to', () => {
    const window = { window: 'enforce' };
    const old = { start_date: instance.time(-400), end_date: instance.time(3600) };
    expect(found(window, old)).toBe(false);
    expect(found(window, { start_date: instance.time(-7200), end_date: instance.time(-301) })).toBe(false);
  });
});

it('the job looks at 50 in their turn, and goes on with the next run', () => {
  const change = openChange(instance);
  instance.set('change_request', change, { sys_updated_on: instance.time(-86_400) });
  const all = Array.from({ length: 60 }, (_, index) =>
    registrationOf(instance, change, server, { evaluated_at: instance.time(-index - 1) }),
  );
  GateSweep.run();
  const evaluated = () => all.filter((sysId) => status(sysId) !== 'waiting');
  expect(evaluated()).toEqual(all.slice(10));
  GateSweep.run();
  expect(evaluated()).toEqual(all);
});

it('the job goes on behind what fails, and names it', () => {
  const broken = registration({ next_attempt: instance.time(-20) });
  const next = registration({ next_attempt: instance.time(-19) });
  instance.tables.beforeWrite = (_, sysId) => {
    if (sysId === broken) throw new Error('broken row');
    return undefined;
  };
  GateSweep.run();
  expect(status(next)).toBe('delivered');
  expect(instance.log).toContainEqual([
    'error',
    `Change Gate could not look after registration ${broken}: Error: broken row`,
  ]);
});

it('the job ends when its time is used up', () => {
  const first = registration({ next_attempt: instance.time(-20) });
  const second = registration({ next_attempt: instance.time(-19) });
  codefresh.onRead = () => instance.pass(25);
  GateSweep.run();
  expect([status(first), status(second)]).toEqual(['delivered', 'due']);
});

describe('a CI that takes all its time', () => {
  const OTHER = 'https://other.example.com/api';
  const slowly = () => {
    instance.server = (message) => {
      if (message.url.startsWith(OTHER)) instance.pass(30);
      return message.url.startsWith(OTHER) ? { status: 0, body: 'no answer' } : codefresh.answer(message);
    };
    return listServer(instance, { base_url: OTHER });
  };

  it('keeps nothing from being decided: all is decided before the first is delivered', () => {
    const dead = slowly();
    registration({ next_attempt: instance.time(-60), server: dead });
    const waiting = registration({ status: 'waiting' });
    GateSweep.run();
    expect(instance.row(REGISTRATION, waiting)).toMatchObject({
      status: 'due',
      decided_at: '2026-01-01 12:00:00',
    });
  });

  it('leaves time for what is due, however much its dead nodes have left', () => {
    codefresh.onRead = () => instance.pass(3);
    const left = Array.from({ length: 9 }, () =>
      registration({ status: 'delivering', sys_updated_on: instance.time(-300) }),
    );
    const due = registration({ next_attempt: instance.time(-60) });
    GateSweep.run();
    const isTried = (sysId: string) => Number(instance.row(REGISTRATION, sysId).attempts) > 0;
    expect(left.every(isTried)).toBe(false);
    expect(isTried(due)).toBe(true);
  });

  it('comes after those that answer once it has been silent', () => {
    const dead = slowly();
    instance.set(CI_SERVER, dead, { silences: '1' });
    const first = registration({ next_attempt: instance.time(-60), server: dead });
    const second = registration({ next_attempt: instance.time(-20) });
    GateSweep.run();
    expect([status(first), status(second)]).toEqual(['due', 'delivered']);
  });
});
