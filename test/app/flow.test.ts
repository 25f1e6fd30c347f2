/** The flow pieces: the built subflow gates builds where an admin has published it and asked for it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';

let app: App;
beforeEach(async () => {
  app = await startApp(1);
});
afterEach(() => app.close());

function publish(): void {
  app.sandbox.serviceNow.cluster.publish('Call back pipeline');
  app.sandbox.serviceNow.cluster.publish('x_change_gate.await_change_decision');
}

function contexts() {
  return app.sandbox.serviceNow.database.query('sys_flow_context');
}

describe('a build decided by the subflow', () => {
  beforeEach(() => {
    publish();
    app.sandbox.serviceNow.setProperty('x_change_gate.decided_by', 'subflow');
  });

  it('is released when the change is in Implement', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build);
    const [context] = contexts();
    expect(context?.state).toBe('WAITING');
    expect(app.registration(registration)).toMatchObject({
      status: 'waiting',
      decided_by: 'subflow',
      flow_context: context?.sys_id,
    });
    app.implement(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(registration).reason).toBe(`${number} is in Implement`);
    expect(contexts().map(({ state }) => state)).toEqual(['COMPLETE']);
  });

  it('is denied when the change is canceled', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    await app.register(number, build);
    app.sandbox.serviceNow.cancel(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['denied']);
  });

  it('is released when the change was decided before it registered', async () => {
    const number = app.openChange();
    app.implement(number);
    const build = await app.pausedBuild();
    await app.register(number, build);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
  });

  it('is decided by nothing else', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    await app.register(number, build, {
      policy: { proceed_states: ['-2'], conflict: 'ignore', window: 'ignore', deadline: '' },
    });
    app.sandbox.serviceNow.userActions.update(number, { description: 'touched' });
    await app.pass(3);
    expect(app.decisions(build)).toEqual([]);
  });

  it('is denied when the change is deleted', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build);
    app.sandbox.serviceNow.userActions.delete(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['denied']);
    expect(app.registration(registration).status).toBe('delivered');
  });
});

describe('the switch', () => {
  it('can be set for one CI server', async () => {
    publish();
    const { database } = app.sandbox.serviceNow;
    const server = database.find('x_change_gate_ci_server', 'base_url', app.server)?.sys_id ?? '';
    database.update('x_change_gate_ci_server', server, { decided_by: 'subflow' }, 'admin');
    const registration = await app.register(app.openChange(), await app.pausedBuild());
    expect(app.registration(registration).decided_by).toBe('subflow');
  });

  it('falls back to the rules, and says why, while the subflow is a draft', async () => {
    app.sandbox.serviceNow.setProperty('x_change_gate.decided_by', 'subflow');
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build);
    expect(app.registration(registration).decided_by).toBe('rules');
    expect(JSON.stringify(app.sandbox.serviceNow.cluster.log)).toContain('is not published');
    app.implement(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
  });

  it('starts no subflow by default', async () => {
    publish();
    await app.register(app.openChange(), await app.pausedBuild());
    expect(contexts()).toEqual([]);
  });
});

describe('publishing', () => {
  it('goes action first: a subflow with a draft in it is refused by name', () => {
    const { cluster } = app.sandbox.serviceNow;
    expect(() => cluster.publish('x_change_gate.await_change_decision')).toThrow(
      'uses the action "Call back pipeline", which is a draft',
    );
  });
});
