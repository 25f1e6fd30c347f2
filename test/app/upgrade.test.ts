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
