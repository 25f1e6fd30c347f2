import { beforeEach, describe, expect, it } from 'vitest';
import {
  CI_SERVER,
  Codefresh,
  DELIVERY,
  dueRegistration,
  listServer,
  openChange,
  REGISTRATION,
} from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateCircuit from './GateCircuit.ts';
import * as GateDelivery from './GateDelivery.ts';

let instance: TestInstance;
let server: string;
beforeEach(() => {
  instance = startInstance();
  instance.server = () => ({ status: 0, body: 'no answer' });
  server = listServer(instance);
});

const row = () => instance.row(CI_SERVER, server);
const enter = () => GateCircuit.call(server, () => 'made');
function silence(calls: number): void {
  for (let call = 0; call < calls; call += 1) GateCircuit.note(server, false);
}

describe('calls to one CI server', () => {
  it('are two at once, and each makes room when it ends or fails', () => {
    const third = () => GateCircuit.call(server, () => GateCircuit.call(server, enter));
    expect([enter(), third(), third()]).toEqual(['made', 'busy', 'busy']);
    expect(() =>
      GateCircuit.call(server, () => {
        throw new Error('broken');
      }),
    ).toThrow('broken');
    expect(GateCircuit.call(server, enter)).toBe('made');
    expect(instance.tables.all(DELIVERY)).toEqual([]);
  });

  it('are not kept waiting by those beside them, of which there is one at once', () => {
    const aside = () => GateCircuit.callAside(server, enter);
    expect(aside()).toBe('made');
    expect(GateCircuit.callAside(server, aside)).toBe('busy');
    expect(
      GateCircuit.call(server, () =>
        GateCircuit.call(server, () => GateCircuit.callAside(server, () => 'made')),
      ),
    ).toBe('made');
    expect(instance.tables.all(DELIVERY)).toEqual([]);
    silence(3);
    expect(aside()).toBe('silent');
  });

  it('leave those to another server alone', () => {
    const other = listServer(instance, { base_url: 'https://other.example.com/api' });
    const inner = () => GateCircuit.call(other, () => 'made');
    expect(GateCircuit.call(server, () => GateCircuit.call(server, inner))).toBe('made');
  });

  it('that ended with their node make room once their lease is over', () => {
    for (const number of [1, 2])
      instance.insert(DELIVERY, { claim: `${server}:${number}`, started: instance.time() });
    instance.pass(119);
    expect(enter()).toBe('busy');
    instance.pass(1);
    expect(enter()).toBe('made');
  });

  it('that another node began at the same moment are not made', () => {
    instance.tables.beforeWrite = (table) => table !== DELIVERY;
    expect(enter()).toBe('busy');
  });

  it('are made to a server that is not listed: it is for others to refuse them', () => {
    expect(GateCircuit.call('', () => 'made')).toBe('made');
    expect(GateCircuit.hasAnswered('0'.repeat(32))).toBe(true);
  });
});

describe('a server that does not answer', () => {
  it('is called by one at a time, and by none after the third time', () => {
    silence(2);
    expect([enter(), GateCircuit.call(server, enter)]).toEqual(['made', 'busy']);
    expect(row()).toMatchObject({ silences: '2', silent_since: instance.time() });
    expect(row().problem ?? '').toBe('');
    silence(1);
    expect(enter()).toBe('silent');
    expect(GateCircuit.isSilent(server)).toBe(true);
  });

  it('says since when, and what to do', () => {
    silence(1);
    instance.pass(10);
    silence(2);
    expect(row().problem).toBe(
      'Codefresh has answered nothing since 2026-01-01 12:00:00 UTC, and the builds that it runs wait. An admin makes sure that this instance, or the MID Server, reaches https://ci.example.com/api. One build tries it again at "Next probe" of the CI server; empty that to have it tried within a minute. All are told when it answers.',
    );
  });

  it('is tried by one now and then, after longer and longer pauses', () => {
    silence(3);
    const pauses: number[] = [];
    for (let probe = 0; probe < 8; probe += 1) {
      const until = Date.parse(`${row().next_probe?.replace(' ', 'T')}Z`);
      const pause = (until - Date.parse(`${instance.time().replace(' ', 'T')}Z`)) / 1000;
      instance.pass(pause - 1);
      expect(enter()).toBe('silent');
      instance.pass(1);
      expect(GateCircuit.call(server, () => [enter(), silence(1)][0])).toBe('busy');
      pauses.push(pause);
    }
    const [first = 0, second = 0] = pauses;
    expect(first).toBeGreaterThanOrEqual(12);
    expect(first).toBeLessThanOrEqual(18);
    expect(second).toBeGreaterThan(first);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(3 * 60);
    instance.pass(2 * 86_400);
    silence(1);
    expect(row().next_probe).toBeOneOf(
      Array.from({ length: 181 }, (_, spread) => instance.time(7.5 * 60 - 90 + spread)),
    );
  });

  it('is tried at once when an admin says so', () => {
    silence(3);
    instance.set(CI_SERVER, server, { next_probe: '' });
    expect(enter()).toBe('made');
  });

  it('is as any other with its first answer', () => {
    silence(4);
    GateCircuit.note(server, true);
    expect(row()).toMatchObject({ silences: '', silent_since: '', next_probe: '', problem: '' });
    expect(GateCircuit.call(server, enter)).toBe('made');
  });

  it('comes after those that answer, and one that is off the list not at all', () => {
    listServer(instance, { base_url: 'https://off.example.com/api', active: '0' });
    const other = listServer(instance, { base_url: 'https://other.example.com/api' });
    silence(1);
    expect(GateCircuit.servers()).toEqual([other, server]);
  });
});

describe('a registration of a server that does not answer', () => {
  const due = (fields: Readonly<Row> = {}) => dueRegistration(instance, openChange(instance), server, fields);

  it.each([
    ['does not answer', 0, 3],
    ['refuses the credential', 401, 0],
    ['is overrun', 429, 0],
    ['fails', 503, 0],
  ])('counts the silence of one that %s', (_how, status, silences) => {
    instance.server = () => ({ status, body: '' });
    for (let call = 0; call < 3; call += 1) GateDelivery.deliver(due());
    expect(Number(row().silences || 0)).toBe(silences);
  });

  it('is no silence of the server where the app sent nothing', () => {
    const github = listServer(instance, { ci: 'github', base_url: 'https://github.example.com/api/v3' });
    const target = JSON.stringify({ way: 'protection-rule', owner: 'globex', repo: 'a..b', run_id: '7' });
    GateDelivery.deliver(due({ ci: 'github', server: github, target }));
    expect(instance.sent).toEqual([]);
    expect(Number(instance.row(CI_SERVER, github).silences || 0)).toBe(0);
  });

  it('is held back without a call, and says why', () => {
    silence(3);
    const sysId = due();
    expect(GateDelivery.deliver(sysId)).toBe('silent');
    expect(instance.sent).toEqual([]);
    expect(instance.row(REGISTRATION, sysId)).toMatchObject({
      status: 'due',
      attempts: '0',
      last_outcome: 'not-tried',
      last_answer: row().problem,
      next_attempt: instance.time(15 * 60),
    });
  });

  it('is refused at once where the server has been taken off the list', () => {
    silence(3);
    instance.set(CI_SERVER, server, { active: '0' });
    const sysId = due();
    GateDelivery.deliver(sysId);
    expect(instance.row(REGISTRATION, sysId)).toMatchObject({ status: 'refused', last_outcome: 'refused' });
    expect(instance.sent).toEqual([]);
  });

  it('is given up in its time', () => {
    silence(3);
    const sysId = due({ decided_at: instance.time(-31 * 86_400) });
    GateDelivery.deliver(sysId);
    expect(instance.row(REGISTRATION, sysId)).toMatchObject({ status: 'expired', token: '' });
    expect(instance.sent).toEqual([]);
  });

  it('is told before its next attempt once the server answers', () => {
    silence(3);
    const sysId = due();
    GateDelivery.deliver(sysId);
    GateCircuit.note(server, true);
    instance.server = new Codefresh().answer;
    expect(GateDelivery.deliver(sysId)).toBe('called');
    expect(instance.row(REGISTRATION, sysId).status).toBe('delivered');
  });
});
