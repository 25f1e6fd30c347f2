/** Rules of an instance may refuse what the app writes. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type App, startApp, TOKEN } from './app.ts';

let app: App;
beforeEach(async () => {
  app = await startApp(1);
});
afterEach(() => app.close());

const errors = (): string[] =>
  app.sandbox.serviceNow.cluster.log.filter(({ level }) => level === 'error').map(({ message }) => message);

it('a registration that cannot be renewed is refused, and keeps its token', async () => {
  const number = app.openChange();
  const build = await app.pausedBuild();
  const registration = await app.register(number, build);
  app.sandbox.serviceNow.rules.abort({ table: 'x_change_gate_registration', when: '', name: 'Frozen' });
  const again = app.registrationOf(number, build, {
    credential: { token: 'a-newer-token-of-the-ci-server' },
  });
  expect(await app.post(again)).toMatchObject({
    status: 500,
    body: { error: { message: 'Change Gate: Registration not stored' } },
  });
  const { database } = app.sandbox.serviceNow;
  expect(database.decrypt(app.registration(registration).token ?? '')).toBe(TOKEN);
});

it('an attempt whose outcome cannot be stored is in the log, and the build is told once', async () => {
  const when = 'finishedISNOTEMPTY';
  app.sandbox.serviceNow.rules.abort({ table: 'x_change_gate_delivery', when, name: 'Frozen' });
  const number = app.openChange();
  const build = await app.pausedBuild();
  const registration = await app.register(number, build);
  app.implement(number);
  await app.pass(5);
  expect(app.decisions(build)).toEqual(['approved']);
  expect(app.registration(registration).status).toBe('delivered');
  expect(errors().join()).toContain('could not store the outcome delivered');
});
