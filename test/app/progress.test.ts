/** How a change stands is shown at the pause: whatever dies, whenever, and whatever the CI makes of it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitUntil } from '../environment/timeouts.ts';
import { type App, startApp } from './app.ts';

const CI_TOKEN = 'ghs_of-an-installation.0123456789';
const ENVIRONMENT = { id: 7, name: 'production' };

/** A GitHub that knows one run, and takes whatever is posted. */
interface Stub {
  waits: boolean;
  status: 'in_progress' | 'completed';
  /** What it answers to every look, in place of its own answer; 0 for its own. */
  look: number;
  /** What it answers to a report; 0 takes it and resets the connection. */
  report: number;
  /** Texts that arrived, oldest first. */
  readonly reports: string[];
  requests: number;
}

let app: App;
let stub: Stub;
let server: Server;
let number: string;
let registration: string;

beforeEach(async () => {
  stub = { waits: true, status: 'in_progress', look: 0, report: 204, reports: [], requests: 0 };
  server = createServer(async (request, response) => {
    stub.requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === 'POST') {
      stub.reports.push(JSON.parse(Buffer.concat(chunks).toString('utf8')).comment);
      if (stub.report === 0) request.socket.destroy();
      else response.writeHead(stub.report).end(JSON.stringify({ message: `not with ${CI_TOKEN}` }));
      return;
    }
    const seen = request.url?.endsWith('/pending_deployments')
      ? stub.waits
        ? [{ environment: ENVIRONMENT }]
        : []
      : { status: stub.status, conclusion: 'cancelled', created_at: '2026-01-01T00:00:00Z' };
    response.writeHead(stub.look || 200).end(JSON.stringify(seen));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  app = await startApp(2);
  number = app.openChange();
});
afterEach(async () => {
  await app.close();
  await new Promise((resolve) => server.close(resolve));
});

async function register(): Promise<void> {
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.listServer({ name: 'GitHub', ci: 'github', base_url: base });
  registration = await app.register(number, '42', {
    ci: 'github',
    server: base,
    credential: { token: CI_TOKEN },
    target: {
      way: 'protection-rule',
      owner: 'globex',
      repo: 'shop',
      run_id: '42',
      run_attempt: '1',
      sha: '0'.repeat(40),
      gate: 'change',
      environment: ENVIRONMENT.name,
      workflow: '',
      ref: '',
      event_type: '',
    },
  });
  await app.idle();
}

/** Somebody puts the change on hold. */
function hold(reason: string): void {
  app.sandbox.serviceNow.userActions.update(number, { on_hold: 'true', on_hold_reason: reason });
}

function rows(): Record<string, string>[] {
  return app.sandbox.serviceNow.database.query(
    'x_change_gate_report',
    `registration=${registration}^ORDERBYnumber`,
  );
}

const SCHEDULED = 'is in Scheduled: approved, but not yet in a state that lets the build go on';

describe('a report', () => {
  it('says how the change stands, where it is, and who has it', async () => {
    await register();
    expect(stub.reports).toEqual([
      expect.stringMatching(
        new RegExp(`^${number} ${SCHEDULED}\\. It is assigned to DevOps\\. \\[Open the change\\]\\(http`),
      ),
    ]);
    expect(rows()).toMatchObject([{ number: '1', reason: `${number} ${SCHEDULED}`, outcome: 'delivered' }]);
  });

  it('is shown again when it is news again, and not before', async () => {
    await register();
    app.sandbox.serviceNow.userActions.update(number, { description: 'touched' });
    await app.pass(5);
    expect(stub.reports).toHaveLength(1);
    hold('freeze');
    await app.idle();
    app.sandbox.serviceNow.userActions.update(number, { on_hold: 'false' });
    await app.idle();
    expect(rows().map(({ reason }) => reason)).toEqual([
      `${number} ${SCHEDULED}`,
      `${number} is on hold: freeze`,
      `${number} ${SCHEDULED}`,
    ]);
  });

  it('of a reason that is longer than its column is news once', async () => {
    const { database, userActions } = app.sandbox.serviceNow;
    const events = () => database.query('sysevent', 'name=x_change_gate.progress').length;
    await register();
    hold('x'.repeat(2000));
    await app.idle();
    const before = events();
    userActions.update(number, { description: 'touched' });
    await app.idle();
    expect(events()).toBe(before);
    expect(stub.reports).toHaveLength(2);
  });

  it('is sent once, however often and at how many nodes its event comes', async () => {
    const { cluster } = app.sandbox.serviceNow;
    const report = () => cluster.runScript('x_change_gate', `GateProgress.report('${registration}');`);
    stub.waits = false;
    await register();
    stub.waits = true;
    await Promise.all([report(), report()]);
    await report();
    expect(stub.reports).toHaveLength(1);
    expect(rows()).toHaveLength(1);
  });

  it('that a MID Server sends when nobody waits for it any more counts as sent', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    app.insert('ecc_agent', { name: 'mid-dmz', status: 'Up' });
    const { database } = app.sandbox.serviceNow;
    app.sandbox.serviceNow.setProperty('glide.http.outbound.max_timeout', '0.5');
    app.hooks.before = async ({ method }) => {
      if (method === 'POST') await released;
    };
    stub.waits = false;
    await register();
    const server = app.registration(registration).server ?? '';
    database.update('x_change_gate_ci_server', server, { mid_server: 'mid-dmz' }, 'admin');
    stub.waits = true;
    await app.pass(1);
    expect(rows()).toMatchObject([{ number: '1', outcome: 'unavailable' }]);
    await app.pass(3);
    expect(rows()).toHaveLength(1);
    release();
    await expect.poll(() => stub.reports).toHaveLength(1);
    await app.pass(3);
    expect(stub.reports).toHaveLength(1);
  });

  it('that is under way is waited for; what became news meanwhile follows it', async () => {
    const { database } = app.sandbox.serviceNow;
    const events = (state: string) =>
      database.query('sysevent', `name=x_change_gate.progress^state=${state}`);
    stub.waits = false;
    await register();
    stub.waits = true;
    let claimedMeanwhile = 0;
    app.hooks.before = async ({ method }) => {
      if (method !== 'POST') return;
      app.hooks.before = undefined;
      const before = events('processed').length;
      hold('longer freeze');
      // The other node has its turn.
      await waitUntil(
        () => events('processed').length > before,
        (listener) => database.after(listener),
        'the event to be processed',
      );
      claimedMeanwhile = rows().length;
    };
    hold('freeze');
    await app.idle();
    expect(claimedMeanwhile).toBe(1);
    expect(rows().map(({ reason }) => reason)).toEqual([
      `${number} is on hold: freeze`,
      `${number} is on hold: longer freeze`,
    ]);
    expect(stub.reports).toHaveLength(2);
  });

  it('whose node died counts as shown; the next one follows when its lease is over', async () => {
    app.hooks.before = async ({ method }) => {
      if (method !== 'POST') return;
      app.hooks.before = undefined;
      await app.killNodes();
    };
    await register();
    hold('freeze');
    await app.pass(4);
    expect(stub.reports).toEqual([expect.stringContaining('is on hold: freeze')]);
    expect(rows()).toMatchObject([
      { number: '1', finished: '', outcome: '' },
      { number: '2', outcome: 'delivered' },
    ]);
  });

  it('whose answer was lost is not sent a second time', async () => {
    stub.report = 0;
    await register();
    await app.pass(5);
    expect(stub.reports).toHaveLength(1);
    expect(rows()).toMatchObject([{ number: '1', outcome: 'unavailable' }]);
  });

  it.each([403, 422])('refused with %i changes nothing but the count of reports', async (status) => {
    stub.report = status;
    await register();
    await app.pass(5);
    expect(stub.reports).toHaveLength(1);
    expect(rows()).toMatchObject([
      { outcome: 'refused', answer: expect.stringMatching(/^GitHub answered 4\d\d .* not with \(token\)$/) },
    ]);
    expect(app.registration(registration)).toMatchObject({
      status: 'waiting',
      attempts: '0',
      last_outcome: '',
      last_answer: '',
    });
    expect(app.deliveries(registration)).toEqual([]);
    expect(app.notes(number)).toHaveLength(1);
  });

  it('that a server refuses before it is sent costs none of the ten, and is tried less and less often', async () => {
    stub.look = 401;
    await register();
    const { requests } = stub;
    for (let minute = 1; minute <= 12; minute += 1) {
      await app.pass(1);
      hold(`freeze ${minute}`);
      await app.idle();
    }
    const before = stub.requests;
    // News is tried at once, what is not news after 1, 2, 4, 8 and 10 minutes.
    expect(before - requests).toBe(12 + 5);
    await app.pass(18);
    expect(stub.requests - before).toBe(2);
    expect(rows()).toMatchObject([
      { number: '1', outcome: 'not-sent', answer: expect.stringMatching(/^GitHub answered 401/) },
    ]);

    stub.look = 0;
    await app.pass(10);
    expect(stub.reports).toEqual([expect.stringContaining('is on hold: freeze 12')]);
    expect(rows()).toMatchObject([{ number: '1', outcome: 'delivered' }]);
  });

  it('follows at once when an approval does not hold any more', async () => {
    await register();
    stub.look = 503;
    await app.pass(10);
    app.implement(number);
    await app.idle();
    hold('freeze');
    stub.look = 0;
    await app.pass(2);
    expect(app.registration(registration)).toMatchObject({ status: 'waiting', last_outcome: 'not-sent' });
    expect(stub.reports.at(-1)).toContain('is on hold: freeze');
  });

  it.each([
    ['is down', { look: 503 }],
    ['has nobody waiting yet', { waits: false }],
  ])('leaves no trace while the CI %s, and is shown once it can be', async (_why, state) => {
    Object.assign(stub, state);
    await register();
    await app.pass(3);
    expect(rows()).toEqual([]);
    Object.assign(stub, { look: 0, waits: true });
    await app.pass(3);
    expect(stub.reports).toHaveLength(1);
    expect(rows()).toHaveLength(1);
  });

  it('is tried less and less often while nobody waits, however often the change is saved', async () => {
    stub.waits = false;
    await register();
    const { requests } = stub;
    for (let minute = 1; minute <= 39; minute += 1) {
      await app.pass(1);
      app.sandbox.serviceNow.userActions.update(number, { description: `saved ${minute}` });
      await app.idle();
    }
    // After 1, 2, 4, 8, 10, 20 and 30 minutes: for the deployment, and at the run.
    expect(stub.requests - requests).toBe(2 * 7);
  });

  it('is not asked for any more when the run is over', async () => {
    Object.assign(stub, { waits: false, status: 'completed' });
    await register();
    const { requests } = stub;
    await app.pass(5);
    expect(stub.requests).toBe(requests);
    expect(rows()).toMatchObject([{ outcome: 'build-ended' }]);
    expect(app.registration(registration).status).toBe('waiting');
  });

  it('that cannot even be tried holds up no other build', async () => {
    const { database, cluster } = app.sandbox.serviceNow;
    await register();
    database.update('x_change_gate_registration', registration, { target: '{broken' }, 'admin');
    const inMinutes = (minutes: number) =>
      new Date(app.sandbox.clock.now().getTime() + minutes * 60_000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ');
    const other = app.openChange({ start_date: inMinutes(3), end_date: inMinutes(60) });
    const build = await app.pausedBuild();
    await app.register(other, build, {
      policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'enforce', deadline: '' },
    });
    app.implement(other);
    await app.pass(4);
    expect(app.decisions(build)).toEqual(['approved']);
    expect(JSON.stringify(cluster.log)).toContain(`could not look after registration ${registration}`);
  });

  it('goes when its registration is deleted', async () => {
    await register();
    await app.call('DELETE', `/api/x_change_gate/v1/registrations/${registration}`);
    app.sandbox.clock.advance(366 * 24 * 60 * 60_000);
    await app.pass(61);
    expect(app.registration(registration)).toEqual({});
    expect(rows()).toEqual([]);
  });
});
