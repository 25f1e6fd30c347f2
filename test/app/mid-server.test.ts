/** CI servers that are called through a MID Server: it picks up requests when it likes, and nobody waits for long. */
import { USERS } from '@change-gate/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';

let app: App;
beforeEach(async () => {
  app = await startApp(1);
  const { database } = app.sandbox.serviceNow;
  const server = database.find('x_change_gate_ci_server', 'base_url', app.server)?.sys_id ?? '';
  database.update('x_change_gate_ci_server', server, { mid_server: 'mid-dmz' }, USERS.admin.userName);
  app.sandbox.serviceNow.setProperty('glide.http.outbound.max_timeout', '0.5');
});
afterEach(() => app.close());

const agent = (status: string): string => app.insert('ecc_agent', { name: 'mid-dmz', status });

async function decidedBuild(): Promise<{ build: string; registration: string }> {
  const number = app.openChange();
  const build = await app.pausedBuild();
  const registration = await app.register(number, build);
  app.implement(number);
  await app.idle();
  return { build, registration };
}

describe('a MID Server', () => {
  it('that is down is waited for, and the build is told once it is up', async () => {
    const sysId = agent('Down');
    const { build, registration } = await decidedBuild();
    expect(app.registration(registration)).toMatchObject({ status: 'due', last_outcome: 'unavailable' });
    expect(app.registration(registration).last_answer).toContain('No response for ECC message request');

    app.sandbox.serviceNow.database.update('ecc_agent', sysId, { status: 'Up' }, 'admin');
    app.sandbox.serviceNow.setProperty('glide.http.outbound.max_timeout', '30');
    await app.pass(2);
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.sent.every(({ midServer }) => midServer === 'mid-dmz')).toBe(true);
  });

  it('that sends a decision late, after another attempt has brought it, tells the build once', async () => {
    agent('Up');
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    app.hooks.before = async ({ url }) => {
      if (!url.includes('/pending-approval/')) return;
      app.hooks.before = undefined;
      await released;
    };
    const { build, registration } = await decidedBuild();
    expect(app.registration(registration)).toMatchObject({ status: 'due', last_outcome: 'unanswered' });
    expect(app.decisions(build)).toEqual([]);
    app.sandbox.serviceNow.setProperty('glide.http.outbound.max_timeout', '30');
    await app.pass(9);
    expect(app.registration(registration).status).toBe('delivered');
    app.hooks.after = () => arrive();
    release();
    await arrived;
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(registration).status).toBe('delivered');
  });
});
