import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { USERS } from '../../base-system/seed/seed.ts';
import type { Behaviours } from '../../behaviours/switches.ts';
import { restClient } from '../../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../../instance.ts';
import type { Application } from './applications.ts';
import { CLIENT_CREDENTIALS_PROPERTY } from './token-endpoint.ts';

const { userName, password } = USERS.integration;
const ME = `/api/now/table/sys_user?user_name=${userName}&sysparm_fields=user_name`;

let clock: SandboxClock;
let instance: ServiceNowInstance;
let application: Application;

async function start(behaviours: Partial<Behaviours> = {}): Promise<void> {
  clock = SandboxClock.stoppedAt(new Date('2026-01-01T10:00:00Z'));
  instance = await ServiceNowInstance.start({ clock, behaviours });
  application = instance.credentials.registerApplication({ name: 'Pipelines', user: userName });
}
beforeEach(() => start());
afterEach(() => instance.close());

async function token(form: Record<string, string>, { clientId, clientSecret }: Application = application) {
  const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form });
  const response = await fetch(`${instance.url}/oauth_token.do`, { method: 'POST', body });
  // biome-ignore lint/suspicious/noExplicitAny: the test states what is in it
  return { status: response.status, json: (await response.json()) as any };
}

async function statusWith(accessToken: string): Promise<number> {
  const call = restClient(instance.url, { Authorization: `Bearer ${accessToken}` });
  return (await call('GET', ME)).status;
}

const DENIED = { status: 401, json: { error: 'server_error', error_description: 'access_denied' } };

describe('the password grant', () => {
  it('gives an access and a refresh token, and the same ones while they live', async () => {
    const first = await token({ grant_type: 'password', username: userName, password });
    expect(first).toEqual({
      status: 200,
      json: {
        access_token: expect.any(String),
        refresh_token: expect.any(String),
        scope: 'useraccount',
        token_type: 'Bearer',
        expires_in: 1799,
      },
    });
    expect(await statusWith(first.json.access_token)).toBe(200);
    clock.advance(600_000);
    const second = await token({ grant_type: 'password', username: userName, password });
    expect(second.json.access_token).toBe(first.json.access_token);
    expect(second.json.expires_in).toBeLessThan(1200);
  });

  it('is refused to a user who has web service access only, who may still use Basic', async () => {
    const { sys_id = '' } = instance.database.find('sys_user', 'user_name', userName) ?? {};
    instance.database.update('sys_user', sys_id, { web_service_access_only: 'true' }, 'admin');
    expect(await token({ grant_type: 'password', username: userName, password })).toEqual(DENIED);
    const call = restClient(instance.url, { Authorization: `Basic ${btoa(`${userName}:${password}`)}` });
    expect((await call('GET', ME)).status).toBe(200);
  });

  it('says no to a wrong password, secret or application', async () => {
    expect(await token({ grant_type: 'password', username: userName, password: 'x' })).toEqual(DENIED);
    const wrong = { ...application, clientSecret: 'x' };
    for (const client of [wrong, { clientId: 'x', clientSecret: 'x' }]) {
      const answer = await token({ grant_type: 'password', username: userName, password }, client);
      expect(answer).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
    }
  });

  it('takes forms only', async () => {
    const body = { grant_type: 'password', client_id: application.clientId };
    expect(await restClient(instance.url)('POST', '/oauth_token.do', body)).toMatchObject({
      status: 400,
      json: { error_description: 'unspecified error' },
    });
  });

  it('names a grant that there is not', async () => {
    expect(await token({ grant_type: 'device_code' })).toMatchObject({
      status: 400,
      json: { error: 'unsupported_grant_type' },
    });
  });
});

describe('a token', () => {
  it('dies by the clock; a refresh token gives another', async () => {
    const first = await token({ grant_type: 'password', username: userName, password });
    clock.advance(1_800_000);
    expect(await statusWith(first.json.access_token)).toBe(401);
    const refresh = { grant_type: 'refresh_token', refresh_token: first.json.refresh_token };
    const second = await token(refresh);
    expect(second.json.access_token).not.toBe(first.json.access_token);
    expect(await statusWith(second.json.access_token)).toBe(200);
    const stranger = instance.credentials.registerApplication({ name: 'Other' });
    expect(await token(refresh, stranger)).toEqual(DENIED);
    clock.advance(101 * 24 * 60 * 60 * 1000);
    expect(await token(refresh)).toEqual(DENIED);
  });

  it('can be revoked, by whoever holds it or by an admin', async () => {
    const password_ = { grant_type: 'password', username: userName, password };
    const first = await token(password_);
    const revoke = `${instance.url}/oauth_revoke_token.do?token=${first.json.access_token}`;
    expect((await fetch(revoke)).status).toBe(200);
    expect((await fetch(revoke)).status).toBe(400);
    expect(await statusWith(first.json.access_token)).toBe(401);
    const second = await token(password_);
    instance.credentials.tokens.revokeAll('access');
    expect(await statusWith(second.json.access_token)).toBe(401);
    expect(
      (await token({ grant_type: 'refresh_token', refresh_token: second.json.refresh_token })).status,
    ).toBe(200);
  });

  it('is worth nothing once its user may not log in', async () => {
    const { json } = await token({ grant_type: 'password', username: userName, password });
    const { sys_id = '' } = instance.database.find('sys_user', 'user_name', userName) ?? {};
    instance.database.update('sys_user', sys_id, { locked_out: 'true' }, 'admin');
    expect(await statusWith(json.access_token)).toBe(401);
  });
});

describe('the client credentials grant', () => {
  it('needs a property and an application user, and gives no refresh token', async () => {
    expect(await token({ grant_type: 'client_credentials' })).toEqual(DENIED);
    instance.setProperty(CLIENT_CREDENTIALS_PROPERTY, 'true');
    const { json } = await token({ grant_type: 'client_credentials' });
    expect(json).not.toHaveProperty('refresh_token');
    expect(await statusWith(json.access_token)).toBe(200);
    const nobody = instance.credentials.registerApplication({ name: 'Without a user' });
    expect(await token({ grant_type: 'client_credentials' }, nobody)).toEqual(DENIED);
  });
});

describe('the JWT bearer grant', () => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 });

  function signed(
    changes: object = {},
    { alg = 'RS256', kid = 'k1', key = keys.privateKey }: Signing = {},
  ): string {
    const { clientId } = application;
    const exp = Math.floor(clock.now().getTime() / 1000) + 60;
    const claims = {
      iss: clientId,
      aud: clientId,
      sub: `${userName}@example.com`,
      exp,
      jti: randomUUID(),
      ...changes,
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const input = `${part({ alg, kid, typ: 'JWT' })}.${part(claims)}`;
    return `${input}.${createSign('sha256').update(input).sign(key, 'base64url')}`;
  }
  interface Signing {
    readonly alg?: string;
    readonly kid?: string;
    readonly key?: KeyObject;
  }

  function bearer(assertion: string) {
    return token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  }

  function register(): void {
    const pem = String(keys.publicKey.export({ type: 'spki', format: 'pem' }));
    application = instance.credentials.registerApplication({ name: 'Signed', jwt: { keys: { k1: pem } } });
  }
  beforeEach(register);

  it('lets in whom the assertion names, once', async () => {
    const assertion = signed();
    const { status, json } = await bearer(assertion);
    expect(status).toBe(200);
    expect(json).not.toHaveProperty('refresh_token');
    expect(await statusWith(json.access_token)).toBe(200);
    expect(await bearer(assertion)).toEqual(DENIED);
  });

  it.each([
    ['fiveMinutes', [200, 200, 401]],
    ['none', [200, 401, 401]],
  ] as const)(
    'clockSkew %s: 0, 290 and 310 s after its end, it is answered %j',
    async (clockSkew, expected) => {
      await instance.close();
      await start({ clockSkew });
      register();
      const now = clock.now().getTime() / 1000;
      const statuses: number[] = [];
      for (const late of [0, 290, 310]) statuses.push((await bearer(signed({ exp: now - late }))).status);
      expect(statuses).toEqual(expected);
    },
  );

  it.each([
    ['another key', () => signed({}, { key: others.privateKey })],
    ['an unknown kid', () => signed({}, { kid: 'k2' })],
    ['no algorithm', () => signed({}, { alg: 'none' })],
    ['a wrong audience', () => signed({ aud: 'x' })],
    ['a wrong issuer', () => signed({ iss: 'x' })],
    ['nobody', () => signed({ sub: 'nobody@example.com' })],
    ['no expiry', () => signed({ exp: undefined })],
    ['no jti', () => signed({ jti: undefined })],
    ['no JWT at all', () => 'x'],
  ])('says no to %s', async (_, assertion) => {
    expect(await bearer(assertion())).toEqual(DENIED);
  });
});

describe('API keys', () => {
  it('act for their user, as a header or in the query', async () => {
    const key = instance.credentials.issueApiKey(userName);
    expect((await restClient(instance.url, { 'x-sn-apikey': key })('GET', ME)).json.result).toEqual([
      { user_name: userName },
    ]);
    expect((await restClient(instance.url)('GET', `${ME}&x-sn-apikey=${key}`)).status).toBe(200);
    expect((await restClient(instance.url, { 'x-sn-apikey': 'x' })('GET', ME)).status).toBe(401);
    expect(JSON.stringify(instance.requests) + instance.requests.join()).not.toContain(key);
  });
});
