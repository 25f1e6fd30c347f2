/** A blackout over the planned window, from the schedule in ServiceNow to the build that waits. */
import { afterEach, describe, expect, it } from 'vitest';
import { type App, startApp } from '../app/app.ts';
import { Instance } from '../core/instance.ts';
import { registrations } from '../registrations.ts';

const started: { close(): Promise<void> }[] = [];
afterEach(() => Promise.all(started.splice(0).map((one) => one.close())));

const FREEZE = { start: '2030-12-24 00:00:00', end: '2030-12-27 00:00:00' };
const WINDOW = { start_date: '2030-12-24 08:00:00', end_date: '2030-12-24 10:00:00' };

describe('the app', () => {
  async function gated(policy: 'reject' | 'wait'): Promise<{ app: App; number: string; build: string }> {
    const app = await startApp(1);
    started.push(app);
    const { serviceNow } = app.sandbox;
    serviceNow.addBlackout({ name: 'Code freeze', windows: [FREEZE], cis: ['globex-web'] });
    const cmdb_ci = serviceNow.database.find('cmdb_ci', 'name', 'globex-web')?.sys_id ?? '';
    const number = app.openChange({ cmdb_ci, ...WINDOW });
    const build = await app.pausedBuild();
    const terms = { proceed_states: ['-1'], conflict: policy, window: 'ignore', deadline: '' };
    await app.register(number, build, { policy: terms });
    app.implement(number);
    await app.idle();
    return { app, number, build };
  }

  it('denies the build under policy reject, and says why', async () => {
    const { app, number, build } = await gated('reject');
    expect(app.change(number).conflict_status).toBe('Conflict');
    expect(app.decisions(build)).toEqual(['denied']);
    const [registration] = registrations(app.sandbox.serviceNow);
    expect(registration?.reason).toContain('has a schedule conflict');
    expect(app.notes(number).at(-1)).toContain('has a schedule conflict');
  });

  it('lets the build go on under policy wait, once the change is planned for a time without one', async () => {
    const { app, number, build } = await gated('wait');
    expect(app.decisions(build)).toEqual([]);
    const later = { start_date: FREEZE.end, end_date: '2030-12-27 02:00:00' };
    app.sandbox.serviceNow.userActions.update(number, later);
    await app.idle();
    expect(app.change(number).conflict_status).toBe('No Conflict');
    expect(app.decisions(build)).toEqual(['approved']);
  });
});

it.each([
  ['on the change', {}],
  ['through the Change Management API', { 'conflict-check': 'true' }],
])('fails verify in the pipeline too, which reads it %s', async (_where, how) => {
  const instance = await Instance.start();
  started.push(instance);
  const { database, userActions } = instance.serviceNow;
  instance.serviceNow.addBlackout({ name: 'Code freeze', windows: [FREEZE] });
  const build = instance.newBuild();
  const cmdb_ci = database.find('cmdb_ci', 'name', 'globex-web')?.sys_id;
  await instance.run('open', { data: JSON.stringify({ cmdb_ci, ...WINDOW }) }, build);
  const number = instance.changesOf(build)[0]?.number ?? '';
  userActions.approveAll(number);
  userActions.move(number, 'Implement');
  const verified = await instance.run('verify', { 'conflict-policy': 'reject', ...how }, build);
  expect(verified.exitCode).toBe(1);
  expect(verified.log).toContain(`${number} has a schedule conflict`);
});
