import { afterEach, beforeEach, expect, it } from 'vitest';
import { refuseWhatIsMissing } from '../environment/missing-from-sandbox.ts';
import { type App, startApp, TOKEN } from './app.ts';

let app: App;
beforeEach(async () => {
  app = await startApp(1);
});
afterEach(() => app.sandbox.close());

const refuse = () => refuseWhatIsMissing(app.sandbox, app.requestsToCi);

it('what a script used of an instance, and handled, fails the test', async () => {
  expect(refuse).not.toThrow();
  const script = `try { new GlideRecord('change_request').addJoinQuery('x'); } catch (e) { gs.warn('handled'); }`;
  expect(await app.sandbox.serviceNow.cluster.runScript('x_change_gate', script)).toEqual([]);
  expect(refuse).toThrow(/uses:\nThe sandbox does not implement GlideRecord\.addJoinQuery$/);
});

it('what a CI server was asked for, and lacks, fails the test', async () => {
  expect(
    (await fetch(`${app.server}/runtime-environments`, { headers: { authorization: TOKEN } })).status,
  ).toBe(501);
  expect(refuse).toThrow(/uses:\nGET \/api\/runtime-environments -> 501$/);
});
