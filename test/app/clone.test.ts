/** A clone of an instance has its registrations and their tokens, and tells none of those builds anything. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';

let app: App;
beforeEach(async () => {
  app = await startApp(1);
});
afterEach(() => app.close());

/** The instance is now what a clone of it would be. */
function becomeClone(): void {
  app.sandbox.serviceNow.setProperty('instance_name', 'globexdev');
}

const ENDED = {
  status: 'expired',
  token: '',
  reason: expect.stringMatching(/^Registered on instance globex, and this is globexdev: /),
};

describe('on a clone', () => {
  it('a change that is approved releases no build of the original', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build);
    const notes = app.notes(number);
    becomeClone();
    app.implement(number);
    await app.idle();
    expect(app.registration(registration)).toMatchObject(ENDED);
    await app.pass(3);
    expect(app.requestsToCi).toEqual([]);
    expect(app.notes(number)).toEqual(notes);
  });

  it('a deadline denies no build of the original', async () => {
    const soon = new Date(app.sandbox.clock.now().getTime() + 90_000).toISOString();
    const registration = await app.register(app.openChange(), await app.pausedBuild(), {
      policy: {
        proceed_states: ['-1'],
        conflict: 'ignore',
        window: 'ignore',
        deadline: soon.slice(0, 19).replace('T', ' '),
      },
    });
    becomeClone();
    await app.pass(3);
    expect(app.registration(registration)).toMatchObject(ENDED);
    expect(app.requestsToCi).toEqual([]);
  });

  it('a decision that the original could not tell is not told', async () => {
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild());
    app.sandbox.codefresh.faults.inject({ effect: { kind: 'reset' }, times: 1 });
    app.implement(number);
    await app.idle();
    expect(app.registration(registration).status).toBe('due');
    const requests = app.requestsToCi.length;
    becomeClone();
    // The event for the next attempt comes before the job does.
    const { cluster } = app.sandbox.serviceNow;
    await cluster.runScript('x_change_gate', `GateDelivery.deliver('${registration}');`);
    expect(app.registration(registration)).toMatchObject(ENDED);
    await app.pass(10);
    expect(app.requestsToCi).toHaveLength(requests);
  });

  it('nothing that waits or was refused keeps its token for longer than a minute', async () => {
    const waiting = await app.register(app.openChange(), await app.pausedBuild());
    const decided = app.openChange();
    const refused = await app.register(decided, await app.pausedBuild(), {
      credential: { token: 'revoked' },
    });
    app.implement(decided);
    await app.idle();
    expect(app.registration(refused).status).toBe('refused');
    becomeClone();
    await app.pass(1);
    for (const sysId of [waiting, refused]) expect(app.registration(sysId)).toMatchObject(ENDED);
  });

  it('the same gate can be registered anew, and is told', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const original = await app.register(number, build);
    becomeClone();
    const own = await app.register(number, build);
    expect(own).not.toBe(original);
    app.implement(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(own)).toMatchObject({ status: 'delivered', instance: 'globexdev' });
  });
});

describe('an instance without a name', () => {
  it('is known by its URL', async () => {
    app.sandbox.serviceNow.setProperty('instance_name', '');
    const registration = await app.register(app.openChange(), await app.pausedBuild());
    expect(app.registration(registration).instance).toBe(`${app.sandbox.serviceNow.url}/`);
  });
});
