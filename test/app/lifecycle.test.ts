/** What pipelines and admins can do with a registration, and what time does to it. */
import { USERS } from '@change-gate/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp, TOKEN } from './app.ts';

const REGISTRATIONS = '/api/x_change_gate/v1/registrations';
const TABLE = 'x_change_gate_registration';

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

function policy(fields: Readonly<Record<string, unknown>>) {
  const usual = { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '' };
  return { policy: { ...usual, ...fields } };
}

describe('a registration that is withdrawn', () => {
  it('tells the build nothing, and keeps no token', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build);
    const answer = await app.call('DELETE', `${REGISTRATIONS}/${registration}`);
    expect(answer).toMatchObject({ status: 200, body: { result: { status: 'withdrawn' } } });
    app.implement(number);
    await app.pass(3);
    expect(app.requestsToCi).toEqual([]);
    expect(app.registration(registration)).toMatchObject({ status: 'withdrawn', token: '' });
    expect(app.notes(number)).toContain(
      `${USERS.integration.userName} withdrew the build that waited for this change (https://ci.example.com/build/${build}).`,
    );
  });

  it('stays as it is when it has ended before, or is withdrawn twice', async () => {
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild());
    app.implement(number);
    await app.idle();
    const notes = app.notes(number);
    const answer = await app.call('DELETE', `${REGISTRATIONS}/${registration}`);
    expect(answer).toMatchObject({ status: 200, body: { result: { status: 'delivered' } } });
    expect(app.notes(number)).toEqual(notes);
  });

  it('lets the same key be registered again', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    await app.call('DELETE', `${REGISTRATIONS}/${await app.register(number, build)}`);
    const second = await app.post(app.registrationOf(number, build));
    expect(second.status).toBe(201);
  });
});

describe('an admin of Change Gate', () => {
  beforeEach(() => app.sandbox.serviceNow.grantRole(USERS.changeManager.userName, 'x_change_gate.admin'));

  const press = (action: string, sysId: string, user: string = USERS.changeManager.userName, typed = {}) =>
    app.sandbox.serviceNow.cluster.press({ action, table: TABLE, sysId, user, typed });

  it('retries a refused delivery with the token that was typed into its form', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build, { credential: { token: 'revoked' } });
    app.implement(number);
    await app.idle();
    expect(app.registration(registration).status).toBe('refused');

    const { userName } = USERS.changeManager;
    expect(await press('Retry delivery', registration, userName, { token: TOKEN })).toEqual([]);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(registration)).toMatchObject({
      status: 'delivered',
      attempts: '3',
      token: '',
      retried_by: userName,
      withdrawn_by: '',
    });
    expect(app.notes(number).filter((note) => note.includes('Retry delivery:'))).toEqual([
      `${userName} pressed Retry delivery: Sandbox is told again (https://ci.example.com/build/${build}).`,
    ]);
  });

  it('cannot retry what was not refused: the button is not there, and pressing it does nothing', async () => {
    const registration = await app.register(app.openChange(), await app.pausedBuild());
    await press('Retry delivery', registration);
    await app.idle();
    expect(app.registration(registration).status).toBe('waiting');
  });

  it('withdraws a build that waits', async () => {
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild());
    await press('Withdraw', registration);
    const by = USERS.changeManager.userName;
    expect(app.registration(registration)).toMatchObject({
      status: 'withdrawn',
      token: '',
      withdrawn_by: by,
    });
    expect(app.registration(registration).ended_at).not.toBe('');
    expect(app.notes(number).at(-1)).toContain(`${USERS.changeManager.userName} withdrew`);
  });

  it('is told where the instance does not let it withdraw, and so is the pipeline', async () => {
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild());
    app.sandbox.serviceNow.rules.abort({ table: TABLE, when: 'status=withdrawn', name: 'Frozen' });
    expect((await press('Withdraw', registration)).join()).toContain('Nothing was withdrawn');
    expect(await app.call('DELETE', `${REGISTRATIONS}/${registration}`)).toMatchObject({
      status: 500,
      body: { error: { message: 'Change Gate: Registration not stored' } },
    });
    expect(app.registration(registration).status).toBe('waiting');
    expect(app.notes(number).join()).not.toContain('withdrew');
  });

  it('is the only one who sees the buttons', async () => {
    const registration = await app.register(app.openChange(), await app.pausedBuild());
    await expect(press('Withdraw', registration, USERS.integration.userName)).rejects.toThrow('does not see');
    expect(app.registration(registration).status).toBe('waiting');
  });
});

describe('a person at the change', () => {
  it('has a link to the builds that wait, whatever her roles, and it changes nothing', async () => {
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild());
    const [change, before] = [app.change(number), app.registration(registration)];
    const { userName: user } = USERS.changeManager;
    const press = { action: 'Waiting builds', table: 'change_request', sysId: change.sys_id ?? '', user };
    expect(await app.sandbox.serviceNow.cluster.press(press)).toEqual([]);
    expect([app.change(number), app.registration(registration)]).toEqual([change, before]);
  });
});

describe('the deadline', () => {
  it('denies an undecided build, unless the registration says otherwise', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build, policy({ deadline: inMinutes(30) }));
    await app.pass(29);
    expect(app.decisions(build)).toEqual([]);
    await app.pass(3);
    expect(app.decisions(build)).toEqual(['denied']);
    expect(app.registration(registration)).toMatchObject({ status: 'delivered', decision: 'denied' });
    expect(app.registration(registration).reason).toContain('the deadline (');
  });

  it('leaves the build alone where the registration asks for it, and says so on the change', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(
      number,
      build,
      policy({ deadline: inMinutes(30), on_deadline: 'leave' }),
    );
    await app.pass(32);
    expect(app.requestsToCi).toEqual([]);
    expect(app.registration(registration)).toMatchObject({ status: 'expired', token: '' });
    expect(app.notes(number).at(-1)).toContain('is not told; the build stays as it is');
    app.implement(number);
    await app.pass(2);
    expect(app.decisions(build)).toEqual([]);
  });
});

describe('the planned window', () => {
  it('opens the gate at its start, without anybody touching the change', async () => {
    const number = app.openChange({ start_date: inMinutes(20), end_date: inMinutes(60) });
    const build = await app.pausedBuild();
    await app.register(number, build, policy({ window: 'enforce' }));
    app.implement(number);
    await app.pass(18);
    expect(app.decisions(build)).toEqual([]);
    await app.pass(4);
    expect(app.decisions(build)).toEqual(['approved']);
  });

  it('denies at its end', async () => {
    const number = app.openChange({ end_date: inMinutes(20) });
    const build = await app.pausedBuild();
    await app.register(number, build, policy({ window: 'enforce' }));
    await app.pass(18);
    expect(app.decisions(build)).toEqual([]);
    await app.pass(4);
    expect(app.decisions(build)).toEqual(['denied']);
  });
});

describe('a schedule conflict', () => {
  it('is waited out under policy wait', async () => {
    const number = app.openChange({ conflict_status: 'Conflict' });
    const build = await app.pausedBuild();
    await app.register(number, build, policy({ conflict: 'wait' }));
    app.implement(number);
    await app.idle();
    expect(app.decisions(build)).toEqual([]);
    app.sandbox.serviceNow.userActions.update(number, { conflict_status: 'No Conflict' });
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
  });

  it('denies under policy reject', async () => {
    const number = app.openChange({ conflict_status: 'Conflict' });
    const build = await app.pausedBuild();
    await app.register(number, build, policy({ conflict: 'reject' }));
    app.implement(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['denied']);
  });
});

describe('what a registration asks for and its change does not tell', () => {
  /** @returns the number of a change in Implement with these columns */
  function implemented(columns: Readonly<Record<string, string>> = {}): string {
    const number = app.openChange();
    app.implement(number);
    app.sandbox.serviceNow.userActions.update(number, columns);
    return number;
  }

  it.each([
    [{ approval: 'requested' }, {}, { approval: 'approved' }, /but its approval is "requested"/],
    [{ approval: 'not requested' }, {}, { approval: 'approved' }, /but its approval is "not requested"/],
    [
      {},
      { conflict: 'reject' },
      { conflict_status: 'No Conflict' },
      /not been checked for schedule conflicts/,
    ],
    [
      {},
      { window: 'enforce' },
      { start_date: '2020-01-01 00:00:00', end_date: '2100-01-01 00:00:00' },
      /has no planned start \(start_date\) and no planned end \(end_date\)/,
    ],
  ])('is waited for, and named: %j under %j', async (columns, fields, remedy, reason) => {
    const number = implemented(columns);
    const build = await app.pausedBuild();
    const registration = await app.register(number, build, policy(fields));
    await app.idle();
    expect(app.decisions(build)).toEqual([]);
    expect(app.registration(registration)).toMatchObject({
      status: 'waiting',
      reason: expect.stringMatching(reason),
    });
    app.sandbox.serviceNow.userActions.update(number, remedy);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
  });

  it('is not missed where it asks for the state alone', async () => {
    const number = implemented({ approval: 'not requested' });
    const build = await app.pausedBuild();
    await app.register(number, build, policy({ approval: 'state' }));
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
  });

  it("is not missed by the original step's registrations, which look at the state alone", async () => {
    const number = implemented({ approval: 'not requested' });
    const build = await app.pausedBuild();
    const body = {
      cf_build_id: build,
      cr_number: number,
      cf_token: TOKEN,
      cf_url: app.server.replace(/\/api$/, ''),
    };
    const path = '/api/x_change_gate/codefresh/callback';
    expect(await app.call('POST', path, USERS.integration, body)).toMatchObject({ status: 200 });
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
  });

  it('is waited for where the model names a state that is not there', async () => {
    const model = app.insert('chg_model', { name: 'Gone', implementation_states: 'a'.repeat(32) });
    const number = implemented();
    const { sys_id = '' } = app.change(number);
    app.sandbox.serviceNow.database.update('change_request', sys_id, { chg_model: model }, 'admin');
    const registration = await app.register(
      number,
      await app.pausedBuild(),
      policy({ proceed_states: ['model'] }),
    );
    await app.idle();
    expect(app.registration(registration)).toMatchObject({
      status: 'waiting',
      reason: expect.stringContaining('chg_model.implementation_states of its model could not be read'),
    });
  });
});

it('a change that has ended in a state of its own model denies the build', async () => {
  const number = app.openChange();
  app.implement(number);
  const { sys_id = '' } = app.change(number);
  app.sandbox.serviceNow.database.update('change_request', sys_id, { active: 'false' }, 'admin');
  const build = await app.pausedBuild();
  await app.register(number, build);
  await app.idle();
  expect(app.decisions(build)).toEqual(['denied']);
});

describe('a change model', () => {
  it.each([
    ['by state value', (_state: string) => '-2'],
    ['by sys_id of the state', (state: string) => state],
  ])('that names its implementation states %s opens the gate in them', async (_how, named) => {
    const state = app.insert('sttrm_state', { state_label: 'Scheduled', state_value: '-2' });
    const model = app.insert('chg_model', { name: 'Early', implementation_states: named(state) });
    const number = app.openChange();
    app.sandbox.serviceNow.database.update(
      'change_request',
      app.change(number).sys_id ?? '',
      { chg_model: model },
      'admin',
    );
    const build = await app.pausedBuild();
    await app.register(number, build, policy({ proceed_states: ['model'] }));
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
  });
});

describe('one change', () => {
  it('gates many builds, and one build has many gates', async () => {
    const number = app.openChange();
    const other = app.openChange();
    const builds = await Promise.all([app.pausedBuild(), app.pausedBuild(), app.pausedBuild()]);
    for (const build of builds) await app.register(number, build);
    const [first = ''] = builds;
    const second = await app.register(other, first, { key: `test:${first}:second` });
    app.implement(number);
    await app.idle();
    for (const build of builds) expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(second).status).toBe('waiting');
    expect(app.notes(number).filter((note) => note.startsWith('Told'))).toHaveLength(3);
  });

  it('that was decided before anybody registered releases the build at once', async () => {
    const number = app.openChange();
    app.implement(number);
    const build = await app.pausedBuild();
    await app.register(number, build);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
  });
});

describe('a key that is registered again', () => {
  it('for another build supersedes the old registration, whose build is told nothing', async () => {
    const number = app.openChange();
    const [before, after] = [await app.pausedBuild(), await app.pausedBuild()];
    const old = await app.register(number, before, { key: 'test:gate' });
    const renewed = await app.register(number, after, { key: 'test:gate' });
    expect(app.registration(old)).toMatchObject({ status: 'superseded', token: '' });
    app.implement(number);
    await app.pass(2);
    expect(app.decisions(before)).toEqual([]);
    expect(app.decisions(after)).toEqual(['approved']);
    expect(app.registration(renewed).status).toBe('delivered');
  });

  it('for the same build is the same registration', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const first = await app.register(number, build);
    expect(await app.post(app.registrationOf(number, build))).toMatchObject({
      status: 200,
      body: { result: { sys_id: first, status: 'waiting' } },
    });
    expect(app.notes(number)).toHaveLength(1);
  });
});

describe('a dead letter', () => {
  it('that nobody retries for a month expires, and its token is wiped', async () => {
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild(), {
      credential: { token: 'revoked' },
    });
    app.implement(number);
    await app.idle();
    app.sandbox.clock.advance(29 * 86_400_000);
    await app.idle();
    expect(app.registration(registration).status).toBe('refused');
    app.sandbox.clock.advance(2 * 86_400_000);
    await app.idle();
    expect(app.registration(registration)).toMatchObject({ status: 'expired', token: '' });
  });
});

describe('what has ended', () => {
  it('is kept for as long as the property says, and deleted with its deliveries then', async () => {
    const number = app.openChange();
    const ended = await app.register(number, await app.pausedBuild());
    const waiting = await app.register(app.openChange(), await app.pausedBuild());
    app.implement(number);
    await app.idle();
    expect(app.deliveries(ended)).not.toEqual([]);
    app.sandbox.serviceNow.setProperty('x_change_gate.retention_days', '2');
    for (let hour = 0; hour < 47; hour += 1) app.sandbox.clock.advance(3_600_000);
    await app.idle();
    expect(app.registration(ended).status).toBe('delivered');

    for (let hour = 0; hour < 3; hour += 1) {
      app.sandbox.clock.advance(3_600_000);
      await app.idle();
    }
    expect(app.registration(ended)).toEqual({});
    expect(app.registration(waiting).status).toBe('waiting');
    expect(app.deliveries(ended)).toEqual([]);
  });
});
