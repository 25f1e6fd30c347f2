import { beforeEach, expect, it, vi } from 'vitest';
import {
  CI_SERVER,
  Codefresh,
  dueRegistration,
  listServer,
  openChange,
  REGISTRATION,
} from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { SentMessage } from '../../../test/instance/outbound.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateCircuit from './GateCircuit.ts';
import * as GateQueue from './GateQueue.ts';

let instance: TestInstance;
let server: string;
let calls: SentMessage[];
beforeEach(() => {
  instance = startInstance();
  server = listServer(instance);
  calls = [];
  answers(true);
});

/** Each build is one of its own. */
function answers(isUp: boolean, onCall = (): void => {}): void {
  const builds = new Map<string, Codefresh>();
  instance.server = (message) => {
    calls.push(message);
    onCall();
    if (!isUp) return { status: 0, body: 'no answer' };
    const [build = ''] = /[0-9a-f]{24}/.exec(message.url) ?? [];
    const codefresh = builds.get(build) ?? new Codefresh();
    builds.set(build, codefresh);
    return codefresh.answer(message);
  };
}
function due(fields: Readonly<Row> = {}, of = server): string {
  const number = instance.tables.all(REGISTRATION).length;
  const target = JSON.stringify({ build_id: number.toString(16).padStart(24, '0'), gate: 'prod' });
  return dueRegistration(instance, openChange(instance), of, { target, ...fields });
}
const status = (sysId: string) => instance.row(REGISTRATION, sysId).status;
const wasTold = (sysId: string) => status(sysId) !== 'due';

it('an event goes on with what else is due at its server, and with no other', () => {
  const [first, second, later] = [due(), due(), due({ next_attempt: instance.time(60) })];
  const other = due({}, listServer(instance, { base_url: 'https://other.example.com/api' }));
  GateQueue.deliver(first);
  expect([first, second, later, other].map(wasTold)).toEqual([true, true, false, false]);
});

it('an event leaves what its turn has no time for to the next event', () => {
  const all = [due(), due(), due()];
  answers(true, () => instance.pass(5));
  GateQueue.deliver(all[0] ?? '');
  expect(all.map(wasTold)).toEqual([true, true, false]);
  expect(instance.events).toEqual([{ name: 'x_change_gate.deliver', sysId: all[2], inSeconds: 0 }]);
});

it('an event goes no further at a server that did not answer', () => {
  const all = [due(), due()];
  answers(false);
  GateQueue.deliver(all[0] ?? '');
  GateQueue.goOn(all[1] ?? '');
  expect(instance.row(CI_SERVER, server).silences).toBe('1');
  expect(instance.row(REGISTRATION, all[1] ?? '').attempts).toBe('0');
});

it('a turn ends where others call the server: they go on', () => {
  const all = [due(), due()];
  GateCircuit.call(server, () => GateCircuit.call(server, () => GateQueue.work(server, 0, 1000)));
  expect(all.map(wasTold)).toEqual([false, false]);
  expect(instance.events).toEqual([]);
});

it('a turn holds back all that is due at a silent server, and calls it for one when it is time', () => {
  const all = [due(), due(), due()];
  answers(false);
  for (let call = 0; call < 3; call += 1) GateCircuit.note(server, false);
  GateQueue.work(server, 0, 1000);
  expect(all.map((sysId) => instance.row(REGISTRATION, sysId).last_outcome)).toEqual(
    all.map(() => 'not-tried'),
  );
  expect(calls).toEqual([]);
  instance.pass(60);
  GateQueue.work(server, 0, 1000);
  expect(instance.row(CI_SERVER, server).silences).toBe('4');
  expect(all.map((sysId) => Number(instance.row(REGISTRATION, sysId).attempts)).sort()).toEqual([0, 0, 1]);
});

it('a build that alone gets no answer is not the one that finds out whether its server answers', () => {
  // The longest pause of the server, and the shortest of the build.
  let draws = 0;
  vi.spyOn(Math, 'random').mockImplementation(() => (draws++ % 2 === 0 ? 1 : 0));
  const unlucky = due();
  answers(false);
  for (let hours = 0; hours < 10; hours += 1) {
    GateQueue.work(server, 0, 1000);
    instance.pass(3600);
  }
  GateQueue.work(server, 0, 1000);
  expect(instance.row(REGISTRATION, unlucky).attempts).toBe('11');
  const other = due();
  GateQueue.deliver(other);
  expect(instance.row(REGISTRATION, other).last_outcome).toBe('not-tried');
  answers(true);
  instance.pass(180);
  GateQueue.work(server, 0, 1000);
  expect([unlucky, other].map(wasTold)).toEqual([false, true]);
});

it('a turn tells all that were held back once the server answers again', () => {
  const all = Array.from({ length: 60 }, () => due());
  for (let call = 0; call < 3; call += 1) GateCircuit.note(server, false);
  GateQueue.work(server, 0, 1000);
  instance.pass(60);
  GateQueue.work(server, 15, 1000);
  expect(all.every(wasTold)).toBe(true);
});
