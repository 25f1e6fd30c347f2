/** What an admin has set, and what waits, when the app is imported again. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { UPDATE_SET } from '../environment/environment.ts';
import { startApp } from './app.ts';

it('an upgrade keeps registrations, CI servers and the values of properties', async () => {
  const app = await startApp(1);
  try {
    const { serviceNow } = app.sandbox;
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build);
    serviceNow.setProperty('x_change_gate.lease_seconds', '300');
    const before = [app.registration(registration), serviceNow.database.query('x_change_gate_ci_server')];
    serviceNow.importUpdateSet(readFileSync(UPDATE_SET, 'utf8'));
    expect([app.registration(registration), serviceNow.database.query('x_change_gate_ci_server')]).toEqual(
      before,
    );
    expect(serviceNow.database.property('x_change_gate.lease_seconds')).toBe('300');
    app.implement(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
  } finally {
    await app.close();
  }
});

it('a gate that waits since before an upgrade is found by its key, as the older version has spelled it', async () => {
  const app = await startApp(1);
  try {
    const { serviceNow } = app.sandbox;
    const number = app.openChange();
    const [before, after] = [await app.pausedBuild(), await app.pausedBuild()];
    const key = 'test:Build:QA';
    const waiting = await app.register(number, before, { key });
    serviceNow.database.update('x_change_gate_registration', waiting, { active_key: key }, 'system');
    serviceNow.importUpdateSet(readFileSync(UPDATE_SET, 'utf8'));
    expect(await app.register(number, before, { key })).toBe(waiting);
    const renewed = await app.register(number, after, { key });
    const other = await app.register(number, await app.pausedBuild(), { key: key.toLowerCase() });
    const statuses = [waiting, renewed, other].map((sysId) => app.registration(sysId).status);
    expect(statuses).toEqual(['superseded', 'waiting', 'waiting']);
  } finally {
    await app.close();
  }
});
