/** A delivery sends the decision that the change asks for at that time, which may differ from the first one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp, TOKEN } from './app.ts';

let app: App;
let number: string;
let build: string;
let registration: string;
let repair: () => void;

beforeEach(async () => {
  app = await startApp(1);
});
afterEach(() => app.close());

/** A build whose approval could not be told: its CI is down. */
async function undelivered(fields: Readonly<Record<string, unknown>> = {}): Promise<void> {
  number = app.openChange();
  build = await app.pausedBuild();
  registration = await app.register(number, build, fields);
  repair = app.sandbox.codefresh.faults.inject({ effect: { kind: 'reset' }, times: Infinity });
  app.implement(number);
  await app.idle();
  expect(app.registration(registration)).toMatchObject({ status: 'due', decision: 'approved' });
}

/** The CI is back, and the attempts that wait for it have their turn. */
async function ciIsBack(): Promise<void> {
  repair();
  await app.pass(12);
}

function hold(on: boolean): void {
  app.sandbox.serviceNow.userActions.update(number, { on_hold: String(on), on_hold_reason: 'freeze' });
}

describe('an approval that could not be told', () => {
  it('is told when it still holds', async () => {
    await undelivered();
    await ciIsBack();
    expect(app.decisions(build)).toEqual(['approved']);
  });

  it('becomes a denial when the change was canceled meanwhile', async () => {
    await undelivered();
    app.sandbox.serviceNow.move(number, 'Canceled');
    await ciIsBack();
    expect(app.decisions(build)).toEqual(['denied']);
    expect(app.registration(registration)).toMatchObject({
      status: 'delivered',
      decision: 'denied',
      reason: `${number} was canceled`,
    });
    expect(app.notes(number).at(-1)).toContain(`Told Sandbox to stop: ${number} was canceled`);
  });

  it('becomes a denial when the change was deleted meanwhile', async () => {
    await undelivered();
    app.sandbox.serviceNow.userActions.delete(number);
    await ciIsBack();
    expect(app.decisions(build)).toEqual(['denied']);
  });

  it('waits again while the change is on hold, and is told after that', async () => {
    await undelivered();
    hold(true);
    await ciIsBack();
    expect(app.decisions(build)).toEqual([]);
    const reason = `${number} is on hold: freeze`;
    expect(app.registration(registration)).toMatchObject({
      status: 'waiting',
      decision: 'pending',
      decided_at: '',
      reason,
      last_outcome: 'not-sent',
    });
    expect(app.deliveries(registration).at(-1)).toMatchObject({
      outcome: 'not-sent',
      answer: `${reason}. The build waits again.`,
    });
    expect(app.notes(number)).toHaveLength(1);

    hold(false);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(registration)).toMatchObject({ status: 'delivered', decision: 'approved' });
  });

  it('is told though the deadline has passed: that ends waiting, and takes back no decision', async () => {
    const deadline = new Date(app.sandbox.clock.now().getTime() + 60_000).toISOString();
    const policy = {
      proceed_states: ['-1'],
      conflict: 'ignore',
      window: 'ignore',
      deadline: deadline.slice(0, 19).replace('T', ' '),
    };
    await undelivered({ policy });
    await app.pass(5);
    await ciIsBack();
    expect(app.decisions(build)).toEqual(['approved']);
  });
});

describe('a dead letter', () => {
  it('whose change was canceled is told to stop when it is registered again with a good token', async () => {
    number = app.openChange();
    build = await app.pausedBuild();
    registration = await app.register(number, build, { credential: { token: 'revoked' } });
    app.implement(number);
    await app.idle();
    expect(app.registration(registration).status).toBe('refused');
    app.sandbox.serviceNow.move(number, 'Canceled');
    await app.register(number, build, { credential: { token: TOKEN } });
    await app.pass(2);
    expect(app.decisions(build)).toEqual(['denied']);
  });
});

describe('a denial that could not be told', () => {
  it('stays one, though the change was approved after all', async () => {
    number = app.openChange();
    build = await app.pausedBuild();
    registration = await app.register(number, build);
    repair = app.sandbox.codefresh.faults.inject({ effect: { kind: 'reset' }, times: Infinity });
    const { database } = app.sandbox.serviceNow;
    const change = app.change(number).sys_id ?? '';
    database.update('change_request', change, { approval: 'rejected' }, 'admin');
    await app.idle();
    expect(app.registration(registration)).toMatchObject({ status: 'due', decision: 'denied' });
    database.update('change_request', change, { approval: 'approved' }, 'admin');
    await ciIsBack();
    expect(app.decisions(build)).toEqual(['denied']);
    expect(app.registration(registration).reason).toBe(`${number} was rejected`);
  });
});

describe('what a subflow approved', () => {
  beforeEach(() => {
    app.sandbox.serviceNow.cluster.publish('Call back pipeline');
    app.sandbox.serviceNow.cluster.publish('x_change_gate.await_change_decision');
    app.sandbox.serviceNow.setProperty('x_change_gate.decided_by', 'subflow');
  });

  it('holds though the policy of the rules would wait', async () => {
    await undelivered();
    hold(true);
    await ciIsBack();
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(registration).reason).toBe(`${number} is in Implement`);
  });

  it.each(['approved', 'denied'] as const)('%s is told in its own words', async (decision) => {
    number = app.openChange();
    build = await app.pausedBuild();
    registration = await app.register(number, build);
    const clause = 'was settled by the release board';
    // The rules would say the same, in words of theirs.
    const { database, cluster } = app.sandbox.serviceNow;
    const state = { approved: '-1', denied: '4' }[decision];
    await cluster.runScript(
      'x_change_gate',
      `GateFlow.callBack('${registration}', '${decision}', '${clause}');`,
    );
    database.update('change_request', app.change(number).sys_id ?? '', { state }, 'admin');
    await app.idle();
    expect(app.decisions(build)).toEqual([decision]);
    expect(app.registration(registration).reason).toBe(`${number} ${clause}`);
    expect(app.notes(number).at(-1)).toContain(clause);
  });

  it('does not hold when the change was canceled', async () => {
    await undelivered();
    app.sandbox.serviceNow.move(number, 'Canceled');
    await ciIsBack();
    expect(app.decisions(build)).toEqual(['denied']);
  });
});
