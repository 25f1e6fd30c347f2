import { describe, expect, it } from 'vitest';
import * as GateHttpError from './GateHttpError.ts';
import * as GateRequest from './GateRequest.ts';

const REGISTRATION = {
  change: { number: 'CHG0030001', sys_id: '0f4ac6c4b750230096c3e4f6ee11a9fe' },
  build: { id: '60c7bc5447895646d116db74', url: 'https://g.codefresh.io/build/60c7bc5447895646d116db74' },
  ci: 'codefresh',
  server: 'https://g.codefresh.io/api',
  target: { gate: 'wait', build_id: '60c7bc5447895646d116db74' },
  credential: { token: 'secret.token' },
  policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '' },
  key: 'codefresh:60c7bc5447895646d116db74:wait',
};

describe('parse', () => {
  it('takes the contract as it is', () => {
    const policy = expect.objectContaining({ ...REGISTRATION.policy, on_deadline: 'deny' });
    expect(GateRequest.parse(REGISTRATION)).toEqual({ ...REGISTRATION, policy });
  });

  it('puts the target in one order, so that equal targets are equal texts', () => {
    expect(JSON.stringify(GateRequest.parse(REGISTRATION).target)).toBe(
      '{"build_id":"60c7bc5447895646d116db74","gate":"wait"}',
    );
  });

  it('takes as many states as it says', () => {
    const policy = { ...REGISTRATION.policy, proceed_states: Array(10).fill('-1') };
    expect(GateRequest.parse({ ...REGISTRATION, policy }).policy.proceed_states).toHaveLength(10);
  });

  it('takes a deadline', () => {
    const policy = { ...REGISTRATION.policy, deadline: '2026-01-31 23:59:59' };
    expect(GateRequest.parse({ ...REGISTRATION, policy }).policy.deadline).toBe('2026-01-31 23:59:59');
  });

  it('takes a credential kept in ServiceNow, in place of a token', () => {
    const credential = { alias: 'bot' };
    expect(GateRequest.parse({ ...REGISTRATION, credential }).credential).toEqual(credential);
  });

  it('takes the states of the change model, and a deadline that leaves the build alone', () => {
    const policy = { ...REGISTRATION.policy, proceed_states: ['model', '-2'], on_deadline: 'leave' };
    expect(GateRequest.parse({ ...REGISTRATION, policy }).policy).toMatchObject(policy);
  });

  it.each([
    ['change', { change: 'CHG0030001' }],
    ['change.number', { change: { ...REGISTRATION.change, number: 'CHG1^ORactive=true' } }],
    ['change.sys_id', { change: { ...REGISTRATION.change, sys_id: '' } }],
    ['change.sys_id', { change: { ...REGISTRATION.change, sys_id: `^OR${REGISTRATION.change.sys_id}` } }],
    ['policy.proceed_states', { policy: { ...REGISTRATION.policy, proceed_states: Array(11).fill('-1') } }],
    ['build.id', { build: { ...REGISTRATION.build, id: 'a b' } }],
    ['build.url', { build: { ...REGISTRATION.build, url: 'javascript:alert(1)' } }],
    ['build.url', { build: { ...REGISTRATION.build, url: 'https://x/[code]<b>' } }],
    ['ci', { ci: 'jenkins' }],
    ['server', { server: 'ftp://g.codefresh.io' }],
    ['target.build_id', { target: { ...REGISTRATION.target, build_id: '../../admin/60c7bc54478956' } }],
    ['target.gate', { target: { build_id: REGISTRATION.target.build_id } }],
    ['target', { target: { ...REGISTRATION.target, path: '/admin' } }],
    ['credential', { credential: {} }],
    ['credential', { credential: { token: 'secret', alias: 'bot' } }],
    ['credential.alias', { credential: { alias: 'bot^ORactive=true' } }],
    ['credential.token', { credential: { token: `${'x'.repeat(2001)}` } }],
    ['credential.token', { credential: { token: 'a\r\nb: c' } }],
    ['credential.token', { credential: { token: '${CF_API_TOKEN}' } }],
    ['credential.token', { credential: { token: '<token>' } }],
    ['policy.proceed_states', { policy: { ...REGISTRATION.policy, proceed_states: [] } }],
    ['policy.proceed_states', { policy: { ...REGISTRATION.policy, proceed_states: [-1] } }],
    ['policy.proceed_states', { policy: { ...REGISTRATION.policy, proceed_states: ['models'] } }],
    ['policy.on_deadline', { policy: { ...REGISTRATION.policy, on_deadline: 'approve' } }],
    ['policy.conflict', { policy: { ...REGISTRATION.policy, conflict: 'maybe' } }],
    ['policy.window', { policy: { ...REGISTRATION.policy, window: undefined } }],
    ['policy.deadline', { policy: { ...REGISTRATION.policy, deadline: '2026-13-01 00:00:00' } }],
    ['key', { key: 'x'.repeat(101) }],
    ['key', { key: 'a^b' }],
  ])('names %s when it is wrong: %o', (field, change) => {
    const error = errorOf(() => GateRequest.parse({ ...REGISTRATION, ...change }));
    expect(error.status).toBe(400);
    expect(error.message).toBe(`Invalid ${field}`);
    expect(error.detail).toMatch(new RegExp(`^${field.replace('.', '\\.')} must be `));
  });

  it('never repeats a token', () => {
    const error = errorOf(() => GateRequest.parse({ ...REGISTRATION, credential: { token: 'my secret' } }));
    expect(`${error.message} ${error.detail}`).not.toContain('my secret');
  });
});

describe('parseJson', () => {
  it('takes an object', () => {
    expect(GateRequest.parseJson('{"ci":"codefresh"}', 16_000)).toEqual({ ci: 'codefresh' });
  });

  it.each([null, '', '{', '<xml/>'])('says that %j is not JSON', (text) => {
    expect(errorOf(() => GateRequest.parseJson(text, 16_000)).message).toBe('Body is not JSON');
  });

  it.each(['[]', '"text"', 'null', '1'])('says that %s is not an object', (text) => {
    expect(errorOf(() => GateRequest.parseJson(text, 16_000)).detail).toBe('body must be a JSON object.');
  });

  it('bounds the body', () => {
    expect(errorOf(() => GateRequest.parseJson(`"${'x'.repeat(16_000)}"`, 16_000)).message).toBe(
      'Body too long',
    );
  });
});

function errorOf(act: () => unknown): GateHttpError.HttpError {
  try {
    act();
  } catch (error) {
    if (GateHttpError.is(error)) return error;
    throw error;
  }
  throw new Error('There was no error');
}
