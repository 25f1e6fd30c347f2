import { beforeEach, describe, expect, it } from 'vitest';
import {
  BUILD,
  CI,
  Codefresh,
  CREDENTIAL,
  listServer,
  openChange,
  REGISTRATION,
} from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateDelivery from './GateDelivery.ts';
import * as GateRegistrations from './GateRegistrations.ts';
import * as GateRequest from './GateRequest.ts';

let instance: TestInstance;
let change: string;
let server: string;
beforeEach(() => {
  instance = startInstance();
  server = listServer(instance);
  change = openChange(instance, { on_hold: '1' });
});

/** No value of the policy is a default. */
const POLICY = {
  proceed_states: ['-2', '-1'],
  approval: 'state',
  conflict: 'reject',
  window: 'enforce',
  deadline: '2027-01-01 00:00:00',
  on_deadline: 'leave',
};

type Fields = Readonly<Record<string, unknown>>;

const wanted = (fields: Fields = {}): GateRequest.Registration =>
  GateRequest.parse({
    change: { number: 'CHG0030001', sys_id: change },
    build: { id: BUILD, url: 'https://ci.example.com/build/7' },
    ci: 'codefresh',
    server: CI,
    target: { gate: 'prod', build_id: BUILD },
    credential: { token: 'secret' },
    policy: POLICY,
    key: 'codefresh:Build:prod',
    ...fields,
  });
const register = (fields: Fields = {}) => GateRegistrations.register(wanted(fields));
const row = (sysId: string) => instance.row(REGISTRATION, sysId);
const status = (sysId: string) => row(sysId).status;
const error = (act: () => unknown): unknown => {
  try {
    act();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('Nothing was thrown');
};

describe('register', () => {
  it('writes every value where it is read, waits, and notes who waits', () => {
    const { created, sysId } = register();
    expect(created).toBe(true);
    expect(row(sysId)).toMatchObject({
      instance: 'globex',
      key: 'codefresh:Build:prod',
      active_key: 'codefresh:~build:prod',
      change,
      change_number: 'CHG0030001',
      build_id: BUILD,
      build_url: 'https://ci.example.com/build/7',
      ci: 'codefresh',
      server,
      target: `{"build_id":"${BUILD}","gate":"prod"}`,
      status: 'waiting',
      decision: 'pending',
      decided_by: 'rules',
      credential: '',
      token: 'encrypted:secret',
      ...POLICY,
      proceed_states: '-2,-1',
    });
    expect(instance.notes(change)).toEqual([
      'Codefresh build https://ci.example.com/build/7 waits for this change.',
    ]);
  });

  it('decides at once for a change that is decided, and the CI is called with what was sent', () => {
    const codefresh = new Codefresh();
    instance.server = codefresh.answer;
    const decided = openChange(instance, { number: 'CHG0030002', state: '-2', approval: 'requested' });
    const policy = { ...POLICY, window: 'ignore', conflict: 'ignore' };
    const { sysId } = register({ change: { number: 'CHG0030002', sys_id: decided }, policy });
    expect(row(sysId)).toMatchObject({ status: 'due', decision: 'approved' });
    GateDelivery.deliver(sysId);
    expect(codefresh.decisions).toEqual(['approve']);
    expect(instance.sent.every(({ headers }) => headers.authorization === 'secret')).toBe(true);
    expect(instance.sent.every(({ url }) => url.includes(BUILD) || url.endsWith('/annotations'))).toBe(true);
  });

  it.each([
    ['another number', { number: 'CHG0030009' }],
    ['another sys_id', { sys_id: '0'.repeat(32) }],
  ])('takes no change with %s', (_which, change_) => {
    const fields = { number: 'CHG0030001', sys_id: change, ...change_ };
    expect(error(() => register({ change: fields }))).toMatchObject({
      status: 404,
      message: 'Change request not found',
      detail: `There is no ${fields.number} with sys_id ${fields.sys_id}, or pipeline.globex may not read it.`,
    });
  });

  it('takes no change that the caller may not see, no server that is not listed, and no release that is too old', () => {
    expect(error(() => register({ server: `${CI}/other` }))).toMatchObject({ status: 403 });
    instance.missingMethods.add('setAllowedRedirectURIs');
    expect(error(() => register())).toMatchObject({ status: 403, message: 'Release not supported' });
    instance.invisible.add(change);
    expect(error(() => register())).toMatchObject({ status: 404 });
    expect(instance.tables.all(REGISTRATION)).toEqual([]);
  });

  it('starts the subflow where that decides', () => {
    instance.set('x_change_gate_ci_server', server, { decided_by: 'subflow' });
    instance.startSubflow = () => 'context-2';
    expect(row(register().sysId)).toMatchObject({ decided_by: 'subflow', flow_context: 'context-2' });
    instance.set('x_change_gate_ci_server', server, { decided_by: '' });
    expect(row(register({ key: 'other' }).sysId).flow_context).toBeUndefined();
  });

  it('uses a credential kept here, and keeps no token then', () => {
    const bot = instance.insert(CREDENTIAL, { name: 'bot', server, active: '1', alias: 'a' });
    const first = register();
    const again = register({ credential: { alias: 'bot' } });
    expect(again).toEqual({ created: false, sysId: first.sysId });
    expect(row(first.sysId)).toMatchObject({ credential: bot, token: '' });
  });
});

describe('the same key again', () => {
  it('for the same gate renews its token, URL and policy, and notes nothing', () => {
    const first = register();
    const policy = { ...POLICY, window: 'wait', on_deadline: 'deny', deadline: '' };
    const again = register({
      credential: { token: 'newer' },
      build: { id: BUILD, url: 'https://ci.example.com/build/8' },
      policy: { ...policy, window: 'ignore' },
    });
    expect(again).toEqual({ created: false, sysId: first.sysId });
    expect(row(first.sysId)).toMatchObject({
      status: 'waiting',
      token: 'encrypted:newer',
      build_url: 'https://ci.example.com/build/8',
      window: 'ignore',
      on_deadline: 'deny',
      deadline: '',
    });
    expect(instance.notes(change)).toHaveLength(1);
  });

  it('makes a dead letter due, and evaluates what waits', () => {
    const { sysId } = register();
    instance.set(REGISTRATION, sysId, { status: 'refused', decision: 'approved' });
    register();
    expect(status(sysId)).toBe('due');
    instance.set(REGISTRATION, sysId, { status: 'waiting' });
    register({ policy: { ...POLICY, window: 'ignore', conflict: 'ignore', deadline: instance.time(-60) } });
    expect(status(sysId)).toBe('expired');
  });

  it.each([
    ['build', () => ({ build: { id: 'other', url: 'https://ci.example.com/build/9' } })],
    ['target', () => ({ target: { gate: 'prod-2', build_id: BUILD } })],
    [
      'server',
      () => {
        listServer(instance, { base_url: `${CI}/v2`, name: 'Other' });
        return { server: `${CI}/v2` };
      },
    ],
    [
      'change',
      () => ({
        change: {
          number: 'CHG0030002',
          sys_id: openChange(instance, { number: 'CHG0030002', on_hold: '1' }),
        },
      }),
    ],
  ])('for another %s supersedes it, without a word to the CI', (_which, fields) => {
    const first = register();
    const second = register(fields());
    expect(second.created).toBe(true);
    expect(second.sysId).not.toBe(first.sysId);
    expect([status(first.sysId), status(second.sysId)]).toEqual(['superseded', 'waiting']);
    expect(row(first.sysId).token).toBe('');
    expect(instance.sent).toEqual([]);
  });

  it('on a clone supersedes what it came with', () => {
    const first = register();
    instance.properties.set('instance_name', 'globex-clone');
    expect(register().created).toBe(true);
    expect(status(first.sysId)).toBe('superseded');
  });

  it('in other letters is another key', () => {
    const first = register();
    const second = register({ key: 'codefresh:build:prod' });
    expect([second.created, status(first.sysId), status(second.sysId)]).toEqual([true, 'waiting', 'waiting']);
  });

  it('of another user is refused, and nothing of it changes', () => {
    const { sysId } = register();
    instance.userName = 'pipeline.other';
    expect(error(() => register({ credential: { token: 'theirs' } }))).toMatchObject({
      status: 409,
      message: 'Key in use',
      detail:
        'codefresh:Build:prod is an active registration of another user. Register with that user, or with another key.',
    });
    expect(row(sysId)).toMatchObject({ status: 'waiting', token: 'encrypted:secret' });
  });

  it('that cannot be stored is a failure of the instance', () => {
    const { sysId } = register();
    instance.tables.beforeWrite = () => false;
    const refused = { status: 500, message: 'Registration not stored' };
    expect(error(() => register())).toMatchObject(refused);
    expect(error(() => register({ key: 'other' }))).toMatchObject(refused);
    expect(
      error(() => register({ build: { id: 'x', url: 'https://ci.example.com/build/9' } })),
    ).toMatchObject(refused);
    expect(status(sysId)).toBe('waiting');
  });

  it('is found as an older version spelled it, whether it is the same gate or another', () => {
    const first = register();
    instance.set(REGISTRATION, first.sysId, { active_key: 'codefresh:Build:prod' });
    expect(register()).toEqual({ created: false, sysId: first.sysId });
    const second = register({ build: { id: 'x', url: 'https://ci.example.com/build/9' } });
    expect([second.created, status(first.sysId), status(second.sysId)]).toEqual([
      true,
      'superseded',
      'waiting',
    ]);
  });

  it("that is another registration's sys_id keeps nothing from ending", () => {
    const first = register();
    const second = register({ key: first.sysId });
    expect(GateRegistrations.withdraw(first.sysId)).toBe(true);
    expect([status(first.sysId), status(second.sysId)]).toEqual(['withdrawn', 'waiting']);
    expect(register({ key: first.sysId })).toEqual({ created: false, sysId: second.sysId });
  });

  it('that ended while it was renewed is registered anew', () => {
    const first = register();
    let isFirst = true;
    instance.tables.beforeWrite = () => {
      if (isFirst) {
        isFirst = false;
        instance.set(REGISTRATION, first.sysId, {
          ended_as: 'withdrawn',
          active_key: `ended ${first.sysId}`,
        });
      }
      return undefined;
    };
    const second = register();
    expect([second.created, status(first.sysId), status(second.sysId)]).toEqual([
      true,
      'withdrawn',
      'waiting',
    ]);
    expect(row(first.sysId).token).toBe('');
  });

  describe('registered by another node at the same moment', () => {
    /** Another node inserts its row just before this one does. */
    function race(fields: Fields): void {
      instance.tables.beforeWrite = (table) => {
        if (table !== REGISTRATION) return undefined;
        instance.tables.beforeWrite = () => undefined;
        register(fields);
        return undefined;
      };
    }

    it('is renewed where it is this gate', () => {
      race({ credential: { token: 'first' } });
      const { created, sysId } = register();
      expect([created, row(sysId).token]).toEqual([false, 'encrypted:secret']);
      expect(instance.tables.all(REGISTRATION)).toHaveLength(1);
      expect(instance.notes(change)).toHaveLength(1);
    });

    it('is refused where it is of another user, and nothing of it changes', () => {
      const user = instance.userName;
      instance.userName = 'pipeline.other';
      instance.tables.beforeWrite = (table) => {
        if (table !== REGISTRATION) return undefined;
        instance.tables.beforeWrite = () => undefined;
        instance.userName = user;
        register({ credential: { token: 'first' } });
        instance.userName = 'pipeline.other';
        return undefined;
      };
      expect(error(() => register({ policy: { ...POLICY, window: 'ignore' } }))).toMatchObject({
        status: 409,
        detail: expect.stringContaining('is an active registration of another user'),
      });
      expect(instance.tables.all(REGISTRATION)).toMatchObject([
        { sys_created_by: user, token: 'encrypted:first', window: 'enforce' },
      ]);
    });

    it('is refused where it is another build', () => {
      race({ build: { id: 'other', url: 'https://ci.example.com/build/9' } });
      expect(error(() => register())).toMatchObject({
        status: 409,
        detail: 'codefresh:Build:prod is being registered for another build. Try again.',
      });
    });
  });
});

describe('read, find and withdraw', () => {
  const answer = (sysId: string) => ({
    sys_id: sysId,
    key: 'codefresh:Build:prod',
    status: 'waiting',
    decision: 'pending',
    reason: row(sysId).reason,
    change: row(sysId).change,
  });

  it('are for the owner and the admin, and for nobody else', () => {
    const { sysId } = register();
    register({ key: 'another' });
    const seen = () => [GateRegistrations.read(sysId), GateRegistrations.findByKey('codefresh:Build:prod')];
    expect(seen()).toEqual([answer(sysId), answer(sysId)]);
    instance.userName = 'pipeline.other';
    expect(seen()).toEqual([null, null]);
    expect(GateRegistrations.withdraw(sysId)).toBe(false);
    expect(status(sysId)).toBe('waiting');
    instance.roles.add('x_change_gate.admin');
    expect(seen()).toEqual([answer(sysId), answer(sysId)]);
    expect(GateRegistrations.withdraw(sysId)).toBe(true);
    expect(GateRegistrations.read('0'.repeat(32))).toBeNull();
    expect(GateRegistrations.withdraw('0'.repeat(32))).toBe(false);
  });

  it('finds the active one, or else the newest of its exact key that the caller may see', () => {
    const keyOf = () => GateRegistrations.findByKey('codefresh:Build:prod');
    const old = register();
    GateRegistrations.withdraw(old.sysId);
    instance.pass(60);
    const newer = register();
    expect(keyOf()).toMatchObject({ sys_id: newer.sysId, status: 'waiting' });
    GateRegistrations.withdraw(newer.sysId);
    expect(keyOf()).toMatchObject({ sys_id: newer.sysId, status: 'withdrawn' });
    instance.pass(60);
    GateRegistrations.withdraw(register({ key: 'codefresh:build:PROD' }).sysId);
    expect(keyOf()?.sys_id).toBe(newer.sysId);
    instance.set(REGISTRATION, newer.sysId, { sys_created_by: 'pipeline.other' });
    expect(keyOf()?.sys_id).toBe(old.sysId);
    expect(GateRegistrations.findByKey('none')).toBeNull();
  });

  it('does not say that it withdrew what the instance did not let it', () => {
    const { sysId } = register();
    instance.tables.beforeWrite = () => false;
    expect(error(() => GateRegistrations.withdraw(sysId))).toMatchObject({
      status: 500,
      message: 'Registration not stored',
    });
    expect(status(sysId)).toBe('waiting');
    expect(instance.notes(change)).toHaveLength(1);
  });

  it('withdraws once, and says who did', () => {
    const { sysId } = register();
    const other = register({ key: 'another', build: { id: 'x', url: 'https://ci.example.com/build/9' } });
    expect([GateRegistrations.withdraw(sysId), GateRegistrations.withdraw(sysId)]).toEqual([true, true]);
    expect([status(sysId), status(other.sysId)]).toEqual(['withdrawn', 'waiting']);
    expect(instance.notes(change).filter((note) => note.includes('withdrew'))).toEqual([
      'pipeline.globex withdrew the build that waited for this change (https://ci.example.com/build/7).',
    ]);
    expect(instance.sent).toEqual([]);
  });
});
