/** Many builds are due at a CI that takes connections and never answers, beside a CI that is well. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type App, startApp, TOKEN } from './app.ts';

/** Socket timeout of the app, and more. */
const TIMEOUT_MS = 10_000;

/** A CI that knows of each build whether it was told. */
class Ci {
  readonly told = new Map<string, number>();
  /** Whether it answers. */
  isUp = true;
  /** When it cuts off what it does not answer. */
  silentFor = TIMEOUT_MS;
  /** Requests that it has taken and not answered. */
  held = 0;
  mostHeld = 0;
  /** Requests that it has let go without an answer. */
  silences = 0;
  #onHeld = (): void => {};
  readonly #server = createServer((request, response) => this.#take(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Resolves when it holds so many requests. */
  async holds(count: number): Promise<void> {
    while (this.held < count)
      await new Promise<void>((resolve) => {
        this.#onHeld = resolve;
      });
  }

  #take({ url = '' }: IncomingMessage, response: ServerResponse): void {
    if (!this.isUp) {
      this.held += 1;
      this.mostHeld = Math.max(this.held, this.mostHeld);
      app.sandbox.clock.at(new Date(app.sandbox.clock.now().getTime() + this.silentFor), () => {
        this.held -= 1;
        this.silences += 1;
        response.destroy();
      });
      this.#onHeld();
      return;
    }
    const [build = ''] = /[0-9a-f]{24}/.exec(url) ?? [];
    const isDecision = url.includes('/pending-approval/');
    if (isDecision) this.told.set(build, (this.told.get(build) ?? 0) + 1);
    const status = this.told.has(build) ? 'running' : 'pending-approval';
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(url.includes('/annotations') ? [] : { status }));
  }
}

let app: App;
const cis: Ci[] = [];
afterEach(async () => {
  for (const ci of cis.splice(0)) ci.close();
  await app.close();
});

async function listedCi(name: string): Promise<{ ci: Ci; server: string }> {
  const ci = new Ci();
  cis.push(ci);
  return { ci, server: app.listServer({ name, ci: 'codefresh', base_url: await ci.start() }) };
}

let builds = 0;

/** A build that waits for a change, as the REST API stores it. @returns the registration's sys_id */
function waits(number: string, server: string): string {
  const { database } = app.sandbox.serviceNow;
  builds += 1;
  const build = builds.toString(16).padStart(24, '0');
  return app.insert('x_change_gate_registration', {
    instance: database.property('instance_name'),
    key: `test:${build}`,
    active_key: `test:${build}`,
    change: app.change(number).sys_id ?? '',
    change_number: number,
    build_id: build,
    build_url: `https://ci.example.com/build/${build}`,
    ci: 'codefresh',
    server,
    target: JSON.stringify({ build_id: build, gate: number }),
    token: database.encrypt(TOKEN),
    proceed_states: '-1',
    conflict: 'ignore',
    window: 'ignore',
    status: 'waiting',
    decision: 'pending',
  });
}

/** Resolves when as many registrations of a server are delivered. */
function delivered(server: string, count: number): Promise<void> {
  const { database } = app.sandbox.serviceNow;
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = count;
  database.after(({ table, next, previous }) => {
    if (table !== 'x_change_gate_registration' || next?.server !== server) return;
    if (next.status === 'delivered' && previous?.status !== 'delivered') left -= 1;
    if (left === 0) resolve();
  });
  return promise;
}

it('1,000 due at a CI that never answers keep no build of another CI waiting, and are told once when it does', async () => {
  app = await startApp(2);
  const [dead, well] = [await listedCi('Dead'), await listedCi('Well')];
  dead.ci.isUp = false;
  const change = app.openChange();
  for (let count = 0; count < 1000; count += 1) waits(change, dead.server);
  app.implement(change);
  await dead.ci.holds(1);

  // Sandbox time stands still until a build of the other CI is told: had it to wait for the dead one, it would for ever.
  const { clock } = app.sandbox;
  for (let seconds = 0; seconds < 600; seconds += 20) {
    const number = app.openChange();
    waits(number, well.server);
    const told = delivered(well.server, 1);
    app.implement(number);
    await told;
    for (let step = 0; step < 4; step += 1) clock.advance(5_000);
  }
  expect([...well.ci.told.values()]).toEqual(Array.from({ length: 30 }, () => 1));
  expect(dead.ci.mostHeld).toBe(2);
  expect(dead.ci.silences).toBeLessThan(15);
  expect(app.sandbox.serviceNow.database.get('x_change_gate_ci_server', dead.server)).toMatchObject({
    problem: expect.stringMatching(
      /^Dead has answered nothing since .* UTC, and the builds that it runs wait\./,
    ),
  });

  // It is up again: what it holds is let go, and the next probe finds it.
  dead.ci.isUp = true;
  clock.advance(TIMEOUT_MS);
  for (let minute = 0; minute < 30 && dead.ci.told.size < 1000; minute += 1) await app.pass(1);
  expect([...dead.ci.told.values()]).toEqual(Array.from({ length: 1000 }, () => 1));
});

it('a build is told by the job where the instance does not process the queue of the app', async () => {
  app = await startApp(1, { eventQueues: 'left' });
  const { ci, server } = await listedCi('Well');
  const number = app.openChange();
  waits(number, server);
  app.implement(number);
  await app.idle();
  expect(ci.told.size).toBe(0);
  await app.pass(2);
  expect([...ci.told.values()]).toEqual([1]);
});

it.each([
  ['the look', /\/builds\//],
  ['the mark', /\/annotations/],
  ['the decision', /\/pending-approval\//],
])(
  'nodes that die before %s, with calls to a CI that never answers, lose no build of either',
  async (_step, path) => {
    app = await startApp(2);
    const [dead, well] = [await listedCi('Dead'), await listedCi('Well')];
    dead.ci.isUp = false;
    const [first, second] = [app.openChange(), app.openChange()];
    for (let count = 0; count < 5; count += 1) waits(first, dead.server);
    waits(second, well.server);
    app.implement(first);
    await dead.ci.holds(2);
    let killed = 0;
    const base = app.sandbox.serviceNow.database.get('x_change_gate_ci_server', well.server)?.base_url ?? '';
    app.hooks.before = async ({ url }) => {
      if (killed > 0 || !url.startsWith(base) || !path.test(url)) return;
      killed += 1;
      await app.killNodes();
    };
    dead.ci.silentFor = 0;
    app.implement(second);
    await app.pass(10);
    expect(killed).toBe(1);
    expect([...well.ci.told.values()]).toEqual([1]);
    expect(dead.ci.told.size).toBe(0);
    dead.ci.isUp = true;
    await app.pass(15);
    expect([...dead.ci.told.values()]).toEqual([1, 1, 1, 1, 1]);
  },
);
