/** How long a build is tried to be told: until the deadline, or for 30 days. */
import { USERS } from '@change-gate/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp, TOKEN } from './app.ts';

const DAY = 24 * 60;

let app: App;
beforeEach(async () => {
  app = await startApp(1);
});
afterEach(() => app.close());

/** For longer than Codefresh would: what is tried here is how long ServiceNow goes on. */
const LONG_PAUSE = `version: '1.0'
steps:
  gate: {type: pending-approval, timeout: {duration: 2000, timeUnit: hours, finalState: denied}}
`;

interface Waiting {
  readonly number: string;
  readonly build: string;
  readonly registration: string;
}

/** A build that is decided long before it comes to its gate: it has to pass another one first. */
async function decidedEarly(deadline = ''): Promise<Waiting> {
  const number = app.openChange();
  const build = app.sandbox.codefresh.run(LONG_PAUSE);
  await build.paused;
  await mark(build.id, 'GATE_OPENED_second', `${number} after first`);
  const registration = await app.register(number, build.id, {
    target: { build_id: build.id, gate: 'second' },
    policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline },
  });
  app.implement(number);
  await app.idle();
  expect(app.registration(registration).last_outcome).toBe('not-paused-yet');
  return { number, build: build.id, registration };
}

/** What a pipeline's `open` leaves at its build, and the app after a delivery. */
async function mark(build: string, key: string, value: string): Promise<void> {
  const response = await fetch(`${app.server}/annotations`, {
    method: 'POST',
    headers: { authorization: TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ entityId: build, entityType: 'workflow', key, value }),
  });
  expect(response.status).toBeLessThan(300);
}

/** Days go by in leaps; at each the job looks, and whatever is due is tried. */
async function days(count: number): Promise<void> {
  for (let quarter = 0; quarter < count * 4; quarter += 1) {
    app.sandbox.clock.advance((DAY / 4) * 60_000);
    await app.idle();
  }
}

function inDays(count: number): string {
  const time = new Date(app.sandbox.clock.now().getTime() + count * DAY * 60_000);
  return time.toISOString().slice(0, 19).replace('T', ' ');
}

describe('a build that comes to its gate late', () => {
  it('is told, however long it took', async () => {
    const { number, build, registration } = await decidedEarly();
    // Thousands of attempts, of which the last is enough here.
    const attempt = {
      registration,
      attempt: '5000',
      claim: `${registration}:5000`,
      outcome: 'not-paused-yet',
    };
    app.insert('x_change_gate_delivery', { ...attempt, started: inDays(0), finished: inDays(0) });
    await days(5);
    expect(app.registration(registration).status).toBe('due');
    await mark(build, 'GATE_PASSED_first', number);
    await app.pass(7);
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(registration).status).toBe('delivered');
  });

  it('and never comes is given up after 30 days, with what to do', async () => {
    const { number, registration } = await decidedEarly();
    await days(29);
    expect(app.registration(registration).status).toBe('due');
    await days(2);
    const row = app.registration(registration);
    expect(row).toMatchObject({ status: 'expired', token: '', last_outcome: 'not-paused-yet' });
    expect(row.last_answer).toMatch(
      /^The build has to pass its gate .* Given up 30 days after the decision\. If the build still waits, answer it in the CI by hand\.$/,
    );
    expect(app.notes(number).at(-1)).toMatch(
      /^Gave up telling Sandbox to go on .* answer it in the CI by hand\.$/,
    );
  });

  it('is given up at the deadline of its registration', async () => {
    const { registration } = await decidedEarly(inDays(3));
    await days(2);
    expect(app.registration(registration).status).toBe('due');
    await days(2);
    expect(app.registration(registration).status).toBe('expired');
  });
});

describe('a CI that is down', () => {
  it('is tried for as long, a few times an hour', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build);
    const repair = app.sandbox.codefresh.faults.inject({ effect: { kind: 'reset' }, times: Infinity });
    app.implement(number);
    await days(4);
    const before = app.deliveries(registration).length;
    await app.pass(60);
    expect(app.deliveries(registration).length - before).toBeLessThan(12);
    expect(app.registration(registration).status).toBe('due');
    repair();
    await app.pass(20);
    expect(app.decisions(build)).toEqual(['approved']);
  });
});

describe('a dead letter', () => {
  it('that nobody retries for a month says on the change what to do', async () => {
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild(), {
      credential: { token: 'revoked' },
    });
    app.implement(number);
    await app.idle();
    await days(31);
    expect(app.registration(registration)).toMatchObject({ status: 'expired', last_outcome: 'refused' });
    expect(app.notes(number).at(-1)).toMatch(
      /^Gave up telling Sandbox to go on .*401.* answer it in the CI by hand\.$/,
    );
  });
});

describe('a dead letter that is retried long after its decision', () => {
  it('is tried for as long again, whatever the deadline was', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build, {
      credential: { token: 'revoked' },
      policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: inDays(1 / 24) },
    });
    app.implement(number);
    await app.idle();
    await days(2);

    const { database, cluster } = app.sandbox.serviceNow;
    const table = 'x_change_gate_registration';
    const user = USERS.changeManager.userName;
    app.sandbox.serviceNow.grantRole(user, 'x_change_gate.admin');
    database.update(table, registration, { token: database.encrypt(TOKEN) }, user);
    app.sandbox.codefresh.faults.inject({ effect: { kind: 'status', status: 503 }, times: 1 });
    await cluster.press({ action: 'Retry delivery', table, sysId: registration, user });
    await app.idle();
    expect(app.registration(registration)).toMatchObject({ status: 'due', last_outcome: 'unavailable' });
    await app.pass(2);
    expect(app.decisions(build)).toEqual(['approved']);
  });
});

describe('an attempt that fails before it asks anything of the CI', () => {
  it('says why, and waits for an admin without another one', async () => {
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild());
    const { database } = app.sandbox.serviceNow;
    database.update('x_change_gate_registration', registration, { target: '{broken' }, 'admin');
    app.implement(number);
    await app.idle();
    await days(2);
    expect(app.deliveries(registration)).toMatchObject([
      { outcome: 'refused', answer: expect.stringContaining('SyntaxError') },
    ]);
    expect(app.registration(registration).status).toBe('refused');
    expect(app.notes(number).at(-1)).toMatch(
      /^Sandbox could not be told to go on; .*the CI server is not at fault\. An admin has to .*SyntaxError/,
    );
  });
});

describe('a build whose every attempt costs a node its life', () => {
  it('is given up in time, too', async () => {
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild(), {
      policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: inDays(2) },
    });
    app.hooks.before = () => app.killNodes();
    app.implement(number);
    await app.idle();
    await days(1);
    expect(app.registration(registration).status).not.toBe('expired');
    await days(2);
    expect(app.registration(registration)).toMatchObject({
      status: 'expired',
      token: '',
      last_outcome: 'unavailable',
      last_answer: expect.stringMatching(
        /^No attempt came to an end\. Given up \d days after the decision\./,
      ),
    });
    expect(app.notes(number).at(-1)).toMatch(
      /^Gave up telling Sandbox to go on .* answer it in the CI by hand\.$/,
    );
  });
});

describe('a CI server that answers slowly', () => {
  it('is asked no more when the lease is nearly over, and the next attempt finds what the last one did', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build);
    // Two looks, the mark and the decision; there is no time for the look after it.
    let slow = 4;
    app.hooks.after = async () => {
      if (slow > 0) app.sandbox.clock.advance(16_000);
      slow -= 1;
    };
    app.implement(number);
    await app.idle();
    expect(app.deliveries(registration).map(({ outcome }) => outcome)).toEqual(['taken', 'delivered']);
    // With the look of the second attempt.
    expect(app.sent).toHaveLength(5);
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(registration).status).toBe('delivered');
  });
});
