/** The note on a change that is approved, or moved on, while no build waits for it any more. */
import { USERS } from '@change-gate/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';

const SAID = 'No pipeline waits for this change any more; start a new build.';
const REGISTRATIONS = '/api/x_change_gate/v1/registrations';

let app: App;
beforeEach(async () => {
  app = await startApp(2);
});
afterEach(() => app.close());

/** A normal change in Assess, for whose approval somebody is asked. */
function assessed(): string {
  const { database } = app.sandbox.serviceNow;
  const fields = { type: 'normal', short_description: 'Globex to production' };
  const { number = '' } = database.insert('change_request', fields, USERS.integration.userName);
  app.sandbox.serviceNow.move(number, 'Assess');
  return number;
}

async function approve(number: string): Promise<void> {
  app.sandbox.serviceNow.approveAll(number);
  await app.idle();
}

const said = (number: string) => app.notes(number).filter((note) => note.startsWith(SAID));

describe('is left once', () => {
  it('on a change that was rejected, and approved after all', async () => {
    const number = assessed();
    const build = await app.pausedBuild();
    await app.register(number, build);
    app.sandbox.serviceNow.reject(number);
    await app.idle();
    expect([app.decisions(build), said(number)]).toEqual([['denied'], []]);

    app.sandbox.serviceNow.move(number, 'Assess');
    await app.idle();
    expect(said(number)).toEqual([]);
    await approve(number);
    expect(said(number)).toEqual([
      `${SAID} The last one that did: https://ci.example.com/build/${build} (denied).`,
    ]);
    app.implement(number);
    await app.pass(2);
    expect(said(number)).toHaveLength(1);
  });

  it('again where it loses its approval, and gets it again', async () => {
    const number = assessed();
    const registration = await app.register(number, await app.pausedBuild());
    await app.call('DELETE', `${REGISTRATIONS}/${registration}`);
    await approve(number);
    expect(said(number)).toEqual([expect.stringContaining('(withdrawn).')]);
    app.sandbox.serviceNow.userActions.update(number, { approval: 'requested' });
    await app.idle();
    app.sandbox.serviceNow.userActions.update(number, { approval: 'approved' });
    await app.idle();
    expect(said(number)).toHaveLength(2);
  });

  it('where the registration has expired at a deadline that leaves the build alone', async () => {
    const number = assessed();
    const deadline = new Date(app.sandbox.clock.now().getTime() + 60_000).toISOString();
    const policy = {
      proceed_states: ['-1'],
      conflict: 'ignore',
      window: 'ignore',
      deadline: deadline.slice(0, 19).replace('T', ' '),
      on_deadline: 'leave',
    };
    const registration = await app.register(number, await app.pausedBuild(), { policy });
    await app.pass(3);
    expect(app.registration(registration).status).toBe('expired');
    await approve(number);
    expect(said(number)).toEqual([expect.stringContaining('(expired).')]);
  });

  it('on each of many changes that are approved at once', async () => {
    const numbers = [assessed(), assessed(), assessed()];
    for (const number of numbers) {
      const registration = await app.register(number, await app.pausedBuild());
      await app.call('DELETE', `${REGISTRATIONS}/${registration}`);
    }
    for (const number of numbers) app.sandbox.serviceNow.approveAll(number);
    await app.idle();
    expect(numbers.map((number) => said(number).length)).toEqual([1, 1, 1]);
  });

  it('for the build that came after the one that it was left for', async () => {
    const number = app.openChange();
    const first = await app.register(number, await app.pausedBuild());
    await app.call('DELETE', `${REGISTRATIONS}/${first}`);
    app.sandbox.serviceNow.userActions.update(number, { start_date: '2030-01-01 00:00:00' });
    await app.idle();
    app.sandbox.clock.advance(60_000);
    const second = await app.register(number, await app.pausedBuild());
    await app.call('DELETE', `${REGISTRATIONS}/${second}`);
    app.implement(number);
    await app.idle();
    expect(said(number)).toHaveLength(2);
  });
});

describe('is not left', () => {
  it('on a change that never had a registration', async () => {
    const number = assessed();
    await approve(number);
    app.implement(number);
    await app.pass(2);
    expect(app.notes(number)).toEqual([]);
  });

  it('where the build was released, whatever becomes of the change then', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    await app.register(number, build);
    app.implement(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
    app.sandbox.serviceNow.userActions.update(number, { end_date: '2030-01-02 00:00:00' });
    app.sandbox.serviceNow.move(number, 'Review');
    await app.pass(2);
    expect(said(number)).toEqual([]);
  });

  it('where another gate still waits', async () => {
    const number = assessed();
    const [first, second] = [await app.pausedBuild(), await app.pausedBuild()];
    const withdrawn = await app.register(number, first);
    await app.register(number, second);
    await app.call('DELETE', `${REGISTRATIONS}/${withdrawn}`);
    await approve(number);
    expect(said(number)).toEqual([]);
    app.implement(number);
    await app.idle();
    expect([app.decisions(second), said(number)]).toEqual([['approved'], []]);
  });

  it('where the key of the last build waits for another change', async () => {
    const [number, other] = [assessed(), assessed()];
    const build = await app.pausedBuild();
    await app.register(number, build, { key: 'test:gate' });
    await app.register(other, build, { key: 'test:gate' });
    await approve(number);
    expect(said(number)).toEqual([]);
  });

  it('a second time where the CI was told, and its build was over: that note says it', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build);
    await app.sandbox.codefresh.terminate(build);
    app.implement(number);
    await app.idle();
    expect(app.registration(registration)).toMatchObject({ status: 'ended', last_outcome: 'build-ended' });
    expect(app.notes(number).at(-1)).toContain('No build waits for this change any more');
    app.sandbox.serviceNow.userActions.update(number, { end_date: '2030-01-02 00:00:00' });
    await app.idle();
    expect(said(number)).toEqual([]);
    app.sandbox.serviceNow.userActions.update(number, { approval: 'requested' });
    await app.idle();
    app.sandbox.serviceNow.userActions.update(number, { approval: 'approved' });
    await app.idle();
    expect(said(number)).toEqual([expect.stringContaining('(ended).')]);
  });
});
