/** Two nodes write the same registration at the same moment: whoever is last, nothing is lost, and no end is undone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';
import { SecondCi } from './second-ci.ts';

const TABLE = 'x_change_gate_registration';
const DUE_AT_DEAD_CI = 4;
const LONGER_THAN_A_RACE_MS = 3_600_000;

type Fields = Readonly<Record<string, string>>;
type Update = (table: string, sysId: string, fields: Fields, user: string) => unknown;

let app: App;
let number: string;
let build: string;
let registration: string;

/** Takes connections and never answers; holds calls of the app until the race, and cuts them off then. */
let dead: SecondCi | undefined;

beforeEach(async () => {
  app = await startApp(2);
  number = app.openChange();
  build = await app.pausedBuild();
  registration = await app.register(number, build);
});

async function startDeadCi(): Promise<SecondCi> {
  const ci = await SecondCi.start(app, 'Dead');
  ci.isUp = false;
  ci.silentFor = LONGER_THAN_A_RACE_MS;
  const change = app.openChange();
  ci.wait(change, DUE_AT_DEAD_CI);
  app.implement(change);
  await ci.holds(2);
  return ci;
}

/** What is due at the dead CI waits until it is back, and is told once then. */
async function reviveDeadCi(): Promise<void> {
  if (dead === undefined) return;
  // Where the race failed before it let go.
  dead.letGo();
  dead.isUp = true;
  await app.pass(15);
  const { database } = app.sandbox.serviceNow;
  const told = database.query(TABLE, `server=${dead.server}`).map(({ status }) => status);
  expect(told).toEqual(Array.from({ length: DUE_AT_DEAD_CI }, () => 'delivered'));
  expect([...dead.told.values()]).toEqual(Array.from({ length: DUE_AT_DEAD_CI }, () => 1));
}

/**
 * Takes the place of the first write to the registration that `matches`: after the node has read it, before it writes.
 *
 * @param act gets the way to write, and the write that it replaces
 */
function atWrite(
  matches: (fields: Fields) => boolean,
  act: (write: Update, late: () => unknown) => unknown,
): void {
  const { database } = app.sandbox.serviceNow;
  const write: Update = database.update.bind(database);
  let done = false;
  const replaced: Update = (table, sysId, fields, user) => {
    const late = () => write(table, sysId, fields, user);
    if (done || table !== TABLE || sysId !== registration || !matches(fields)) return late();
    done = true;
    dead?.letGo();
    return act(write, late);
  };
  Object.assign(database, { update: replaced });
}

function now(): string {
  return app.sandbox.clock.now().toISOString().slice(0, 19).replace('T', ' ');
}

/** What a node writes that ends the registration. */
function ending(status: string): Fields {
  return { status, ended_as: status, ended_at: now(), active_key: registration, token: '' };
}

describe.each([
  ['alone', false],
  ['beside a CI that never answers', true],
])('%s:', (_with, isBesideADeadCi) => {
  beforeEach(async () => {
    dead = isBesideADeadCi ? await startDeadCi() : undefined;
  });
  afterEach(async () => {
    try {
      await reviveDeadCi();
    } finally {
      dead?.close();
      await app.close();
    }
  });

  describe('a look at a change that comes late', () => {
    it('does not put its reason into what is told', async () => {
      atWrite(
        (fields) => fields.evaluated_at !== undefined && fields.status === undefined,
        (write, late) => {
          // Another node: the change is moved, its rule decides.
          write('change_request', app.change(number).sys_id ?? '', { state: '-1' }, 'admin');
          const decided = { decision: 'approved', reason: `${number} is in Implement`, decided_at: now() };
          write(TABLE, registration, { status: 'due', next_attempt: now(), ...decided }, 'system');
          return late();
        },
      );
      app.sandbox.serviceNow.userActions.update(number, { assignment_group: 'touched' });
      await app.pass(3);
      expect(app.decisions(build)).toEqual(['approved']);
      expect(app.registration(registration)).toMatchObject({
        status: 'delivered',
        reason: `${number} is in Implement`,
      });
      expect(app.notes(number).at(-1)).toContain(`Told Sandbox to go on: ${number} is in Implement (`);
    });
  });

  describe('a registration that is withdrawn while a node takes it on', () => {
    it.each(['withdrawn', 'superseded'])('stays %s, and its build is told nothing', async (status) => {
      atWrite(
        (fields) => fields.status === 'delivering',
        (write, late) => {
          write(TABLE, registration, ending(status), 'system');
          return late();
        },
      );
      app.implement(number);
      await app.pass(5);
      expect(app.requestsToCi).toEqual([]);
      expect(app.registration(registration)).toMatchObject({ status, token: '' });
      expect(app.deliveries(registration)).toMatchObject([{ outcome: 'unavailable' }]);
    });

    it('stays so though the node died before it could look', async () => {
      atWrite(
        (fields) => fields.status === 'delivering',
        (write, late) => {
          write(TABLE, registration, ending('withdrawn'), 'system');
          const written = late();
          void app.killNodes();
          return written;
        },
      );
      app.implement(number);
      await app.pass(2);
      expect(app.registration(registration)).toMatchObject({ status: 'withdrawn', token: '' });
      expect(app.requestsToCi).toEqual([]);
    });

    it('stays so when it is decided at that moment', async () => {
      atWrite(
        (fields) => fields.status === 'due',
        (write, late) => {
          write(TABLE, registration, ending('withdrawn'), 'system');
          return late();
        },
      );
      app.implement(number);
      await app.pass(2);
      expect(app.registration(registration).status).toBe('withdrawn');
      expect(app.requestsToCi).toEqual([]);
    });
  });

  describe('a gate that is registered again while its registration ends', () => {
    it('leaves no token behind, and is registered anew', async () => {
      atWrite(
        (fields) => fields.build_url !== undefined,
        (write, late) => {
          write(TABLE, registration, ending('withdrawn'), 'system');
          return late();
        },
      );
      const second = await app.register(number, build);
      expect(second).not.toBe(registration);
      expect(app.registration(registration)).toMatchObject({ status: 'withdrawn', token: '' });
      app.implement(number);
      await app.idle();
      expect(app.decisions(build)).toEqual(['approved']);
    });
  });

  describe('a change that two nodes decide for', () => {
    const dueAgain = (write: Update) =>
      write(TABLE, registration, { status: 'due', next_attempt: now() }, 'system');

    it.each([
      [
        'when the first takes it on',
        () =>
          atWrite(
            (fields) => fields.status === 'delivering',
            (write, late) => {
              late();
              return dueAgain(write);
            },
          ),
      ],
      [
        'while the first delivers',
        () => {
          const { database } = app.sandbox.serviceNow;
          app.hooks.before = async () => {
            app.hooks.before = undefined;
            dead?.letGo();
            dueAgain(database.update.bind(database));
          };
        },
      ],
    ])('is told once, and its registration over, though the second writes %s', async (_when, late) => {
      late();
      app.implement(number);
      await app.idle();
      expect(app.decisions(build)).toEqual(['approved']);
      expect(app.deliveries(registration).map(({ outcome }) => outcome)).toEqual(['taken', 'delivered']);
      expect(app.registration(registration)).toMatchObject({ status: 'delivered', token: '' });
      expect(app.notes(number).filter((note) => note.startsWith('Told'))).toHaveLength(1);
    });
  });

  describe('a delivery that a node is at', () => {
    it('is not made by another when its event comes again and the job runs', async () => {
      const { database } = app.sandbox.serviceNow;
      app.sandbox.serviceNow.setProperty('x_change_gate.lease_seconds', '180');
      app.hooks.before = async () => {
        app.hooks.before = undefined;
        dead?.letGo();
        database.update(TABLE, registration, { next_attempt: '2020-01-01 00:00:00' }, 'admin');
        app.sandbox.clock.advance(61_000);
        app.sandbox.clock.advance(20_000);
      };
      app.implement(number);
      await app.idle();
      expect(app.decisions(build)).toEqual(['approved']);
      expect(app.deliveries(registration).map(({ outcome }) => outcome)).toEqual(['taken', 'delivered']);
      expect(app.registration(registration)).toMatchObject({ status: 'delivered', attempts: '2' });
    });
  });

  describe('a write that fails', () => {
    it('while a node takes over from a dead one costs an attempt, not the decision', async () => {
      let killed = false;
      app.hooks.before = async () => {
        if (killed) return;
        killed = true;
        dead?.letGo();
        await app.killNodes();
      };
      app.implement(number);
      await app.idle();
      expect(app.decisions(build)).toEqual([]);
      atWrite(
        (fields) => fields.attempts !== undefined,
        () => null,
      );
      await app.pass(10);
      expect(app.decisions(build)).toEqual(['approved']);
      expect(app.registration(registration).status).toBe('delivered');
      expect(app.deliveries(registration).map(({ outcome }) => outcome)).toEqual([
        '',
        'unavailable',
        'taken',
        'delivered',
      ]);
      expect(app.notes(number).filter((note) => note.startsWith('Told'))).toHaveLength(1);
    });
  });

  describe('a claim that another node has', () => {
    it('is refused once at most, however often the decision comes up', async () => {
      const { database } = app.sandbox.serviceNow;
      const refused: string[] = [];
      const insert = database.insert.bind(database);
      const counted: typeof insert = (table, row, ...rest) => {
        try {
          return insert(table, row, ...rest);
        } catch (error) {
          if (row.registration === registration) refused.push(table);
          throw error;
        }
      };
      Object.assign(database, { insert: counted });
      let isClaimed = false;
      database.before(({ table, operation, next }) => {
        if (isClaimed || next?.registration !== registration) return;
        if (table !== 'x_change_gate_delivery' || operation !== 'insert') return;
        isClaimed = true;
        dead?.letGo();
        // After this node has looked, and before it inserts.
        insert(table, { ...next, sys_id: '' }, 'system');
      });
      app.implement(number);
      await app.idle();
      for (let again = 0; again < 20; again += 1) {
        database.update(TABLE, registration, { next_attempt: now(), status: 'due' }, 'system');
        app.sandbox.clock.advance(1_000);
        await app.idle();
      }
      await app.pass(4);
      expect(refused).toEqual(['x_change_gate_delivery']);
      expect(app.decisions(build)).toEqual(['approved']);
      expect(app.registration(registration).status).toBe('delivered');
    });
  });
});
