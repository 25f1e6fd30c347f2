/** Many builds are due at a CI that takes connections and never answers, beside a CI that is well. */
import { afterEach, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';
import { SecondCi, TIMEOUT_MS } from './second-ci.ts';

let app: App;
const cis: SecondCi[] = [];
afterEach(async () => {
  for (const ci of cis.splice(0)) ci.close();
  await app.close();
});

async function listedCi(name: string): Promise<SecondCi> {
  const ci = await SecondCi.start(app, name);
  cis.push(ci);
  return ci;
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
  dead.isUp = false;
  const change = app.openChange();
  dead.wait(change, 1000);
  app.implement(change);
  await dead.holds(1);

  // Sandbox time stands still until a build of the other CI is told: had it to wait for the dead one, it would for ever.
  const { clock } = app.sandbox;
  for (let seconds = 0; seconds < 600; seconds += 20) {
    const number = app.openChange();
    well.wait(number);
    const told = delivered(well.server, 1);
    app.implement(number);
    await told;
    for (let step = 0; step < 4; step += 1) clock.advance(5_000);
  }
  expect([...well.told.values()]).toEqual(Array.from({ length: 30 }, () => 1));
  expect(dead.mostHeld).toBe(2);
  expect(dead.silences).toBeLessThan(15);
  expect(app.sandbox.serviceNow.database.get('x_change_gate_ci_server', dead.server)).toMatchObject({
    problem: expect.stringMatching(
      /^Dead has answered nothing since .* UTC, and the builds that it runs wait\./,
    ),
  });

  // It is up again: what it holds is let go, and the next probe finds it.
  dead.isUp = true;
  clock.advance(TIMEOUT_MS);
  for (let minute = 0; minute < 30 && dead.told.size < 1000; minute += 1) await app.pass(1);
  expect([...dead.told.values()]).toEqual(Array.from({ length: 1000 }, () => 1));
});

it('a build is told by the job where the instance does not process the queue of the app', async () => {
  app = await startApp(1, { eventQueues: 'left' });
  const ci = await listedCi('Well');
  const number = app.openChange();
  ci.wait(number);
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
    dead.isUp = false;
    const [first, second] = [app.openChange(), app.openChange()];
    dead.wait(first, 5);
    well.wait(second);
    app.implement(first);
    await dead.holds(2);
    let killed = 0;
    const base = app.sandbox.serviceNow.database.get('x_change_gate_ci_server', well.server)?.base_url ?? '';
    app.hooks.before = async ({ url }) => {
      if (killed > 0 || !url.startsWith(base) || !path.test(url)) return;
      killed += 1;
      await app.killNodes();
    };
    dead.silentFor = 0;
    app.implement(second);
    await app.pass(10);
    expect(killed).toBe(1);
    expect([...well.told.values()]).toEqual([1]);
    expect(dead.told.size).toBe(0);
    dead.isUp = true;
    await app.pass(15);
    expect([...dead.told.values()]).toEqual([1, 1, 1, 1, 1]);
  },
);
