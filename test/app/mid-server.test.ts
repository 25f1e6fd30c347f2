/** CI servers that are called through a MID Server: it picks up requests when it likes, and nobody waits for long. */
import { SWITCHES, USERS } from '@change-gate/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';

let app: App;
let number: string;
let build: string;
let registration: string;

const SETTINGS = Object.keys(
  SWITCHES.executeThroughMidServer.settings,
) as (keyof typeof SWITCHES.executeThroughMidServer.settings)[];

async function begin(executeThroughMidServer: (typeof SETTINGS)[number]): Promise<void> {
  app = await startApp(1, { executeThroughMidServer });
  const { database } = app.sandbox.serviceNow;
  const server = database.find('x_change_gate_ci_server', 'base_url', app.server)?.sys_id ?? '';
  database.update('x_change_gate_ci_server', server, { mid_server: 'mid-dmz' }, USERS.admin.userName);
  waitFor('0.5');
}
afterEach(() => app.close());

/** Seconds, at most, that a script waits for an answer. */
function waitFor(seconds: string): void {
  app.sandbox.serviceNow.setProperty('glide.http.outbound.max_timeout', seconds);
}

const agent = (status: string): string => app.insert('ecc_agent', { name: 'mid-dmz', status });

async function decidedBuild(): Promise<void> {
  number = app.openChange();
  build = await app.pausedBuild();
  registration = await app.register(number, build);
  app.implement(number);
  await app.idle();
}

/**
 * Has the MID Server keep the first decision.
 *
 * @param meanwhile is done once it has it
 * @returns sends it, and resolves when the CI has answered
 */
function keepDecision(meanwhile = async () => {}): () => Promise<void> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  app.hooks.before = async ({ url }) => {
    if (!url.includes('/pending-approval/')) return;
    app.hooks.before = undefined;
    await meanwhile();
    await released;
    app.hooks.after = () => arrive();
  };
  return async () => {
    release();
    await arrived;
  };
}

const decisionsSent = (): number => app.sent.filter(({ url }) => url.includes('/pending-approval/')).length;

describe.each(SETTINGS)('a MID Server, where execute() %s,', (setting) => {
  beforeEach(() => begin(setting));

  it('that is down is waited for, and the build is told once it is up', async () => {
    const sysId = agent('Down');
    await decidedBuild();
    expect(app.registration(registration)).toMatchObject({ status: 'due', last_outcome: 'unavailable' });
    expect(app.registration(registration).last_answer).toContain('No response for ECC message request');

    app.sandbox.serviceNow.database.update('ecc_agent', sysId, { status: 'Up' }, 'admin');
    waitFor('30');
    await app.pass(2);
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.sent.every(({ midServer }) => midServer === 'mid-dmz')).toBe(true);
  });

  it.each(['Implement', 'Canceled'] as const)(
    'that sends a decision late tells the build once, and nothing else, though the change is in %s by then',
    async (state) => {
      agent('Up');
      const send = keepDecision();
      await decidedBuild();
      expect(app.registration(registration)).toMatchObject({ status: 'due', last_outcome: 'queued' });
      waitFor('30');
      if (state === 'Canceled') app.sandbox.serviceNow.move(number, state);
      await app.pass(20);
      expect(app.registration(registration)).toMatchObject({
        status: 'due',
        decision: 'approved',
        last_outcome: 'waits',
        last_answer: expect.stringContaining('answer the build in the CI by hand'),
      });
      expect(app.decisions(build)).toEqual([]);

      await send();
      await app.pass(2);
      expect(app.registration(registration)).toMatchObject({ status: 'delivered', decision: 'approved' });
      expect(app.decisions(build)).toEqual(['approved']);
      expect(decisionsSent()).toBe(1);
      expect(app.notes(number).filter((note) => note.startsWith('Told'))).toHaveLength(1);
    },
  );

  it('that keeps a decision gets no other because the registration could not be written once', async () => {
    agent('Up');
    const send = keepDecision();
    await decidedBuild();
    waitFor('30');
    const { database } = app.sandbox.serviceNow;
    const update = database.update.bind(database);
    let refused = 0;
    const refuseOnce: typeof update = (table, sysId, fields, user) => {
      if (refused > 0 || sysId !== registration || fields.status !== 'delivering')
        return update(table, sysId, fields, user);
      refused += 1;
      return null;
    };
    Object.assign(database, { update: refuseOnce });
    await app.pass(3);
    expect(refused).toBe(1);
    await send();
    await app.pass(2);
    expect(app.registration(registration)).toMatchObject({ status: 'delivered' });
    expect(decisionsSent()).toBe(1);
  });

  it('that brings the answer of a CI which took no decision lets the next attempt send it', async () => {
    agent('Up');
    waitFor('30');
    app.sandbox.codefresh.faults.inject({
      effect: { kind: 'status', status: 500 },
      path: /pending-approval/,
    });
    await decidedBuild();
    await app.pass(8);
    expect(app.deliveries(registration).map(({ outcome }) => outcome)).not.toContain('queued');
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(registration)).toMatchObject({ status: 'delivered' });
    expect(decisionsSent()).toBe(2);
  });

  it('that sends a decision after its node has died tells the build once', async () => {
    agent('Up');
    const send = keepDecision(() => app.killNodes());
    await decidedBuild();
    waitFor('30');
    await app.pass(10);
    expect(app.registration(registration)).toMatchObject({ status: 'due', last_outcome: 'waits' });
    expect(app.decisions(build)).toEqual([]);
    await send();
    await app.pass(3);
    expect(app.registration(registration)).toMatchObject({ status: 'delivered', decision: 'approved' });
    expect(app.decisions(build)).toEqual(['approved']);
    expect(decisionsSent()).toBe(1);
  });
});
