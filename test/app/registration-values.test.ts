/** What a registration asks for, none of it a default, from its body to the row, the decision and the call. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type App, startApp, TOKEN } from './app.ts';

let app: App;
beforeEach(async () => {
  app = await startApp(1);
});
afterEach(() => app.close());

/** UTC `yyyy-MM-dd HH:mm:ss` */
function inMinutes(minutes: number): string {
  const time = new Date(app.sandbox.clock.now().getTime() + minutes * 60_000);
  return time.toISOString().slice(0, 19).replace('T', ' ');
}

it('each value is where it is used, among two builds that wait for two changes', async () => {
  const window = { start_date: inMinutes(-60), end_date: inMinutes(60) };
  const [number, other] = [app.openChange(window), app.openChange(window)];
  const { userActions } = app.sandbox.serviceNow;
  const held = {
    approval: 'not requested',
    conflict_status: 'No Conflict',
    on_hold: 'true',
    on_hold_reason: 'frozen',
  };
  for (const change of [number, other]) userActions.update(change, held);
  const [build, another] = [await app.pausedBuild(), await app.pausedBuild()];
  const asked = {
    proceed_states: ['-2', '0'],
    approval: 'state',
    conflict: 'reject',
    window: 'enforce',
    deadline: inMinutes(30),
    on_deadline: 'leave',
  };
  const registration = await app.register(number, build, { policy: asked });
  const others = await app.register(other, another, { policy: asked, key: 'test:another:gate' });

  const row = app.registration(registration);
  expect(row).toMatchObject({
    ...asked,
    proceed_states: '-2,0',
    change: app.change(number).sys_id,
    change_number: number,
    build_id: build,
    build_url: `https://ci.example.com/build/${build}`,
    ci: 'codefresh',
    key: `test:${build}:gate`,
    status: 'waiting',
  });
  expect(JSON.parse(row.target ?? '')).toEqual({ build_id: build, gate: number });
  expect(app.sandbox.serviceNow.database.decrypt(row.token ?? '')).toBe(TOKEN);

  // Scheduled, not approved, in its window, without a conflict: nothing of the defaults would let it go on.
  userActions.update(number, { on_hold: 'false' });
  expect(app.change(number)).toMatchObject({ state: '-2', approval: 'not requested' });
  await app.idle();
  expect([app.decisions(build), app.decisions(another)]).toEqual([['approved'], []]);
  expect(app.notes(number).filter((note) => note.startsWith('Told '))).toHaveLength(1);

  // The other is left alone at its deadline.
  await app.pass(32);
  expect(app.registration(others).status).toBe('expired');
  expect(app.decisions(another)).toEqual([]);
});
