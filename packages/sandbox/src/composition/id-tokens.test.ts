/** Signing in at the instance with the ID token of another server: over HTTP, at a sandbox that is another process. */
import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { USERS } from '../servicenow/index.ts';
import { basic, exampleWith, SandboxProcess, send } from './fixtures/sandbox-process.ts';

const CHANGES = '/api/now/table/change_request?sysparm_limit=1';
const FIRST = generateKeyPairSync('rsa', { modulusLength: 2048 });
const SECOND = generateKeyPairSync('rsa', { modulusLength: 2048 });
const CURVE = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** The keys that the issuer publishes. */
let published: Readonly<Record<string, KeyObject>> = { first: FIRST.publicKey, curve: CURVE.publicKey };

const issuer = createServer((request, response) => {
  const keys = Object.entries(published).map(([kid, key]) => ({ ...key.export({ format: 'jwk' }), kid }));
  const answers: Record<string, unknown> = {
    '/_oidc/.well-known/openid-configuration': { issuer: url(), jwks_uri: `${url()}/keys` },
    '/_oidc/keys': { keys },
  };
  response.end(JSON.stringify(answers[request.url ?? '']));
});

function url(): string {
  return `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/_oidc`;
}

let sandbox: SandboxProcess;
let instance = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  const example = exampleWith('oauth_oidc_entity').replace('${github.url}/_oidc', url());
  const { process, urls } = await SandboxProcess.start(example);
  sandbox = process;
  instance = urls.serviceNow ?? '';
});
afterAll(async () => {
  await sandbox?.close();
  issuer.close();
});

const now = () => Math.floor(Date.now() / 1000);
const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** What the CI says of its job. */
function claims(changes: object = {}): object {
  const job = { repository: 'globex/webshop', sub: 'repo:globex/webshop:environment:production' };
  return { iss: url(), aud: 'change-gate', exp: now() + 300, jti: randomUUID(), ...job, ...changes };
}

function signed(changes: object = {}, { kid = 'first', key = FIRST.privateKey } = {}): string {
  const alg = key.asymmetricKeyType === 'ec' ? 'ES256' : 'RS256';
  const content = `${encoded({ alg, kid, typ: 'JWT' })}.${encoded(claims(changes))}`;
  const signature = sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}

function call(token: string, path = CHANGES) {
  return send('GET', instance + path, `Bearer ${token}`);
}

const REFUSED = {
  status: 401,
  json: {
    error: { message: 'User Not Authenticated', detail: 'Required to provide Auth information' },
    status: 'failure',
  },
};

describe('an ID token as bearer token', () => {
  it.each([
    ['signed with RS256', () => signed()],
    ['signed with ES256', () => signed({}, { kid: 'curve', key: CURVE.privateKey })],
    ['for several audiences', () => signed({ aud: ['https://vault.example', 'change-gate'] })],
    ['past its end, within the skew', () => signed({ exp: now() - 60 })],
  ])('%s opens the Table API for the user whom its claim names', async (_, token) => {
    const { status, json } = await call(token(), '/api/now/table/sys_user?user_name=globex/webshop');
    expect(status).toBe(200);
    expect(json.result).toMatchObject([{ user_name: 'globex/webshop' }]);
  });

  it.each([
    ['of another issuer', () => signed({ iss: 'https://token.actions.githubusercontent.com' })],
    ['for another audience', () => signed({ aud: 'https://github.com/globex' })],
    ['for nobody', () => signed({ aud: undefined })],
    ['that has expired', () => signed({ exp: now() - 600 })],
    ['that never expires', () => signed({ exp: undefined })],
    ['of a repository that is no user', () => signed({ repository: 'globex/other' })],
    ['without the claim', () => signed({ repository: undefined })],
    ['with a key that is not published', () => signed({}, { kid: 'second', key: SECOND.privateKey })],
    ['with another key than it says', () => signed({}, { key: SECOND.privateKey })],
    ['that is not signed', () => `${encoded({ alg: 'none', kid: 'first' })}.${encoded(claims())}.`],
    ['that is signed with the public key as a secret', hmac],
    ['whose claims were changed', tampered],
    ['that is no JWT', () => 'now_c0ffee'],
  ])('%s is answered 401', async (_, token) => {
    expect(await call(token())).toMatchObject(REFUSED);
  });

  function hmac(): string {
    const content = `${encoded({ alg: 'HS256', kid: 'first' })}.${encoded(claims())}`;
    const secret = FIRST.publicKey.export({ type: 'spki', format: 'pem' });
    return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
  }

  function tampered(): string {
    const [header, , signature] = signed({ repository: 'globex/other' }).split('.');
    return `${header}.${encoded(claims())}.${signature}`;
  }

  it('is taken again and again, with its jti', async () => {
    const token = signed();
    expect([(await call(token)).status, (await call(token)).status]).toEqual([200, 200]);
  });

  it('stands for a user with web service access only, and for none who is inactive', async () => {
    const status = () => call(signed()).then((answer) => answer.status);
    await asAdmin('sys_user', 'user_name=globex/webshop', { web_service_access_only: 'true' });
    expect(await status()).toBe(200);
    await asAdmin('sys_user', 'user_name=globex/webshop', { active: 'false' });
    expect(await status()).toBe(401);
    await asAdmin('sys_user', 'user_name=globex/webshop', { active: 'true' });
  });

  it('is taken once where the provider has its jti verified, and never without one', async () => {
    const verify = (on: boolean) =>
      asAdmin('oidc_provider_configuration', '', { enable_jti_verification: on });
    await verify(true);
    const token = signed();
    expect([(await call(token)).status, (await call(token)).status]).toEqual([200, 401]);
    expect((await call(signed({ jti: undefined }))).status).toBe(401);
    await verify(false);
    expect((await call(signed({ jti: undefined }))).status).toBe(200);
  });

  it('is judged by the clock skew of its registry record', async () => {
    const skew = (seconds: string) => asAdmin('oauth_oidc_entity', '', { clock_skew: seconds });
    await skew('0');
    expect((await call(signed({ exp: now() - 60 }))).status).toBe(401);
    await skew('3600');
    expect((await call(signed({ exp: now() - 600 }))).status).toBe(200);
    await skew('');
  });

  it('is worth nothing once the registry record is inactive', async () => {
    await asAdmin('oauth_oidc_entity', '', { active: 'false' });
    expect((await call(signed())).status).toBe(401);
    await asAdmin('oauth_oidc_entity', '', { active: 'true' });
  });

  it('must be signed with the new key once the issuer has put it in the place of the old one', async () => {
    const before = published;
    const renewed = () => signed({}, { kid: 'second', key: SECOND.privateKey });
    expect((await call(renewed())).status).toBe(401);
    published = { second: SECOND.publicKey };
    expect([(await call(renewed())).status, (await call(signed())).status]).toEqual([200, 401]);
    published = before;
  });

  it('is not checked with an issuer elsewhere: 501 says so', async () => {
    const elsewhere = {
      oidc_url: 'https://token.actions.githubusercontent.com/.well-known/openid-configuration',
    };
    await asAdmin('oidc_provider_configuration', '', elsewhere);
    const { status, json } = await call(signed());
    expect(status).toBe(501);
    expect(json.error.message).toContain('token.actions.githubusercontent.com');
  });
});

/** What an admin writes in the form of the one record that there is. */
async function asAdmin(table: string, query: string, values: object): Promise<void> {
  const { json } = await send('GET', `${instance}/api/now/table/${table}?${query}`, basic(USERS.admin));
  expect(json.result).toHaveLength(1);
  const record = `${instance}/api/now/table/${table}/${json.result[0].sys_id}`;
  const answer = await send('PATCH', record, basic(USERS.admin), values);
  expect(answer.status).toBe(200);
}
