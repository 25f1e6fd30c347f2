/** Many builds wait, and many changes are decided within a minute, while another CI takes connections and never answers. */

import { registrations } from '../registrations.ts';
import { type App, startApp } from './app.ts';
import { SecondCi } from './second-ci.ts';
import { wait } from './waiting.ts';

export interface LoadSize {
  readonly waiting: number;
  readonly decided: number;
  /** Builds of the CI that never answers, due before the first is decided, and beside those that wait. */
  readonly atDeadCi: number;
}

export interface LoadResult {
  /** How often each decided build was answered. */
  readonly answers: readonly number[];
  /** How often each build of the other CI was answered, once that was back. */
  readonly answersOfDeadCi: readonly number[];
  /** Registrations by status at the end. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Real seconds from the first decision until all was delivered. */
  readonly seconds: number;
  /** Queries and writes for an update that decides nothing, with nobody and with all waiting. */
  readonly callsPerUpdate: { readonly before: number; readonly after: number };
}

export async function decideUnderLoad({ waiting, decided, atDeadCi }: LoadSize): Promise<LoadResult> {
  const app = await startApp(2);
  const dead = await SecondCi.start(app, 'Dead');
  dead.isUp = false;
  try {
    const { database } = app.sandbox.serviceNow;
    const server = database.find('x_change_gate_ci_server', 'base_url', app.server)?.sys_id ?? '';
    const idleChange = app.openChange();
    await app.idle();
    const before = await callsOfUpdate(app, idleChange);

    const numbers = Array.from({ length: decided }, () => app.openChange());
    const other = app.openChange();
    await app.idle();
    const builds = await Promise.all(numbers.map(() => app.pausedBuild()));
    for (const [index, number] of numbers.entries()) wait(app, number, builds[index] ?? '', server);
    for (let index = decided; index < waiting; index += 1) {
      wait(app, other, index.toString(16).padStart(24, '0'), server);
    }
    const deadChange = app.openChange();
    dead.wait(deadChange, atDeadCi);
    const after = await callsOfUpdate(app, idleChange);
    app.implement(deadChange);
    await dead.holds(1);

    const begin = performance.now();
    for (const [index, number] of numbers.entries()) {
      app.implement(number);
      // A minute of sandbox time over all of them.
      if (index % 100 === 99) app.sandbox.clock.advance(60_000 / Math.max(1, decided / 100));
    }
    dead.letGo();
    await app.idle();
    // A busy machine may make an attempt fail; what was not told then is told by the job, minutes later.
    for (let minute = 0; minute < MINUTES && undelivered(app, server) > waiting - decided; minute += 1)
      await app.pass(1);
    const seconds = (performance.now() - begin) / 1000;
    const late = undelivered(app, server) - (waiting - decided);
    if (late > 0) throw new Error(`${late} decisions had to wait for the CI that does not answer`);

    dead.isUp = true;
    for (let minute = 0; minute < MINUTES && undelivered(app, dead.server) > 0; minute += 1)
      await app.pass(1);
    return {
      answers: builds.map((build) => app.decisions(build).length),
      answersOfDeadCi: [...dead.told.values()],
      statuses: countBy(registrations(app.sandbox.serviceNow).map(({ status = '' }) => status)),
      seconds,
      callsPerUpdate: { before, after },
    };
  } finally {
    dead.close();
    await app.close();
  }
}

/** Sandbox minutes after which a decision that nobody was told counts as lost. */
const MINUTES = 20;

function undelivered(app: App, ofServer: string): number {
  return registrations(app.sandbox.serviceNow).filter(
    ({ status, server }) => server === ofServer && status !== 'delivered',
  ).length;
}

/** The least of three: the scheduled job, which runs once a minute, may fall into one of them. */
async function callsOfUpdate(app: App, number: string): Promise<number> {
  const { cluster, userActions } = app.sandbox.serviceNow;
  const counts: number[] = [];
  while (counts.length < 3) {
    const before = cluster.databaseCalls;
    userActions.update(number, { assignment_group: `touched ${before}` });
    await app.idle();
    counts.push(cluster.databaseCalls - before);
  }
  return Math.min(...counts);
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
