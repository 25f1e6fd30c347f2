/** Columns that the instance's table of changes lacks: the app tells no build to go on for want of them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';

const ALWAYS = ['active', 'on_hold', 'approval'];

let app: App;

beforeAll(async () => {
  app = await startApp(1);
  // Before a script has looked at the table, as each node keeps what it knows of it.
  for (const column of [...ALWAYS, 'conflict_status', 'start_date', 'end_date']) {
    app.sandbox.serviceNow.database.dropColumn('change_request', column);
  }
});
afterAll(() => app.close());

it.each([
  [{}, ALWAYS],
  [{ approval: 'state' }, ALWAYS],
  [{ conflict: 'wait' }, [...ALWAYS, 'conflict_status']],
  [{ conflict: 'reject' }, [...ALWAYS, 'conflict_status']],
  [{ window: 'enforce' }, [...ALWAYS, 'start_date', 'end_date']],
])('a build waits under %j, and its reason names %j', async (policy, columns) => {
  const number = app.openChange();
  const build = await app.pausedBuild();
  const given = { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '', ...policy };
  const registration = await app.register(number, build, { policy: given });
  app.implement(number);
  await app.idle();
  const named = columns.map((column) => `change_request.${column}`).join(' and ');
  expect(app.registration(registration)).toMatchObject({
    status: 'waiting',
    decision: 'pending',
    reason: expect.stringMatching(`${named} could not be read .*let the integration user read it`),
  });
  expect(app.decisions(build)).toEqual([]);
});
