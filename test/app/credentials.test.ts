/** Credentials that ServiceNow keeps, so that pipelines send none. */

import { createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { USERS } from '@change-gate/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp, TOKEN } from './app.ts';

let app: App;
beforeEach(async () => {
  app = await startApp(1);
});
afterEach(() => app.close());

const ALIAS = { credential: { alias: 'bot' } };

function serverId(): string {
  const { database } = app.sandbox.serviceNow;
  return database.find('x_change_gate_ci_server', 'base_url', app.server)?.sys_id ?? '';
}

/** As an admin does under Connections & Credentials. @returns the alias's sys_id */
function keepAlias(password: string): string {
  const { database } = app.sandbox.serviceNow;
  const alias = app.insert('sys_alias', { name: 'ci bot' });
  const credential = app.insert('discovery_credentials', {
    name: 'bot',
    password: database.encrypt(password),
  });
  app.insert('sys_connection', { name: 'ci', connection_alias: alias, credential });
  return alias;
}

const TABLE = 'x_change_gate_credential';

/** As an admin of Change Gate does under CI credentials. */
function listCredential(fields: Readonly<Record<string, string>>): string {
  return app.insert(TABLE, {
    name: 'bot',
    server: serverId(),
    active: 'true',
    ...fields,
  });
}

describe('a credential that could tell no build', () => {
  it.each([
    ['without an alias', { kind: 'alias' }],
    ['without a JWT provider', { kind: 'app', app_id: '1', installation_id: '2' }],
    ['without an App ID', { kind: 'app', jwt_provider: 'a'.repeat(32), installation_id: '2' }],
    ['without an Installation ID', { kind: 'app', jwt_provider: 'a'.repeat(32), app_id: '1' }],
  ])('is not saved: %s', (_what, fields) => {
    expect(() => listCredential(fields)).toThrow('was aborted by Business Rule');
  });

  it('is saved while it is not active, and not activated', () => {
    const credential = listCredential({ kind: 'alias', active: 'false' });
    const activate = (fields: Readonly<Record<string, string>>) =>
      app.sandbox.serviceNow.database.update(TABLE, credential, { active: 'true', ...fields }, 'admin');
    expect(() => activate({})).toThrow('no credential without its alias');
    expect(activate({ alias: keepAlias(TOKEN) })?.active).toBe('true');
  });
});

describe('a credential behind an alias', () => {
  it('tells the build, and no token is kept with the registration', async () => {
    listCredential({ kind: 'alias', alias: keepAlias(TOKEN) });
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build, ALIAS);
    expect(app.registration(registration).token).toBe('');
    app.implement(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
  });

  it('that has no connection is a dead letter that says so', async () => {
    listCredential({ kind: 'alias', alias: app.insert('sys_alias', { name: 'empty' }) });
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild(), ALIAS);
    app.implement(number);
    await app.idle();
    expect(app.registration(registration)).toMatchObject({
      status: 'refused',
      last_answer: 'The alias of credential bot has no active connection with a password or an API key.',
    });
    expect(app.requestsToCi).toEqual([]);
  });

  it('switched off after the registration is not used any more', async () => {
    const credential = listCredential({ kind: 'alias', alias: keepAlias(TOKEN) });
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild(), ALIAS);
    app.sandbox.serviceNow.database.update(
      'x_change_gate_credential',
      credential,
      { active: 'false' },
      'admin',
    );
    app.implement(number);
    await app.idle();
    expect(app.registration(registration).status).toBe('refused');
    expect(app.requestsToCi).toEqual([]);
  });

  it.each([
    ['it is not listed', {}, 'other'],
    ['it is of another server', { server: '0'.repeat(32) }, 'bot'],
    ['it is inactive', { active: 'false' }, 'bot'],
    ['it is for another user', { user: '1'.repeat(32) }, 'bot'],
  ])('cannot be registered with when %s', async (_why, fields, alias) => {
    listCredential({ kind: 'alias', alias: keepAlias(TOKEN), ...fields });
    const number = app.openChange();
    const body = app.registrationOf(number, await app.pausedBuild(), { credential: { alias } });
    const answer = await app.post(body);
    expect(answer.status).toBe(403);
    expect(JSON.stringify(answer.body)).toContain('Credential not listed');
  });

  it('can be kept for one integration user', async () => {
    const { database } = app.sandbox.serviceNow;
    const user = database.find('sys_user', 'user_name', USERS.integration.userName)?.sys_id ?? '';
    listCredential({ kind: 'alias', alias: keepAlias(TOKEN), user });
    const registered = app.register(app.openChange(), await app.pausedBuild(), ALIAS);
    await expect(registered).resolves.toMatch(/^[0-9a-f]{32}$/);
  });
});

describe("an app's installation token", () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const seen: { method: string; path: string; authorization: string; body: string }[] = [];
  let github: Server;
  /** What the token call answers. */
  let answer: { status: number; body: string };

  /** As much of GitHub as starting a workflow asks for. */
  const ANSWERS: readonly [string, RegExp, number, string][] = [
    ['GET', /\/runs\/1$/, 200, '{"status":"completed","created_at":"2026-01-01T00:00:00Z"}'],
    ['GET', /\/runs\?/, 200, '{"workflow_runs":[]}'],
    ['POST', /\/dispatches$/, 204, ''],
    ['DELETE', /\/installation\/token$/, 204, ''],
  ];

  beforeEach(async () => {
    seen.length = 0;
    answer = { status: 201, body: JSON.stringify({ token: `ghs_${'x'.repeat(300)}` }) };
    github = createServer(async (request, response) => {
      const { method = '', url = '', headers } = request;
      const body = await text(request);
      seen.push({ method, path: url, authorization: headers.authorization ?? '', body });
      if (url.endsWith('/access_tokens')) {
        response.writeHead(answer.status).end(answer.body);
        return;
      }
      const [, , status = 404, content = ''] =
        ANSWERS.find(([verb, path]) => verb === method && path.test(url)) ?? [];
      response.writeHead(status).end(content);
    });
    await new Promise<void>((resolve) => github.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => github.close(resolve)));

  /** @returns what a registration for the app says in place of its own */
  function listApp(ci = 'github') {
    const { database } = app.sandbox.serviceNow;
    const base = `http://127.0.0.1:${(github.address() as AddressInfo).port}/api`;
    const server = app.listServer({ name: 'With an app', ci, base_url: base });
    const provider = app.insert('jwt_provider', { name: 'app', private_key: database.encrypt(privateKey) });
    const kind = { kind: 'app', jwt_provider: provider, app_id: '4711', installation_id: '99' };
    listCredential({ ...kind, server });
    return { ...ALIAS, server: base };
  }

  const DISPATCH = {
    ci: 'github',
    target: {
      way: 'dispatch',
      owner: 'globex',
      repo: 'webshop',
      run_id: '1',
      run_attempt: '1',
      sha: 'a'.repeat(40),
      gate: 'change',
      environment: '',
      workflow: '',
      ref: '',
      event_type: 'deploy',
    },
  };

  it('is minted for the delivery and revoked after it', async () => {
    const number = app.openChange();
    const registration = await app.register(number, '1', { ...DISPATCH, ...listApp() });
    app.implement(number);
    await app.idle();
    expect(app.registration(registration)).toMatchObject({ status: 'delivered', token: '' });

    const [mint, ...others] = seen;
    expect(mint).toMatchObject({
      method: 'POST',
      path: '/api/app/installations/99/access_tokens',
      body: '{"repositories":["webshop"],"permissions":{"actions":"read","contents":"write"}}',
    });
    const [header = '', payload = '', signature = ''] = (mint?.authorization ?? '')
      .replace('Bearer ', '')
      .split('.');
    const signed = createVerify('RSA-SHA256').update(`${header}.${payload}`);
    expect(signed.verify(publicKey, signature, 'base64url')).toBe(true);
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    expect(claims.iss).toBe('4711');
    expect(claims.exp - claims.iat).toBeLessThanOrEqual(600);
    expect(others.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST', 'GET', 'DELETE']);
    expect(new Set(others.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ghs_${'x'.repeat(300)}`]),
    );
    expect(others.at(-1)?.path).toBe('/api/installation/token');
    expect(JSON.stringify(app.sandbox.serviceNow.cluster.log)).not.toContain('ghs_');
  });

  it('is refused where the CI knows no apps', async () => {
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild(), listApp('codefresh'));
    app.implement(number);
    await app.idle();
    expect(app.registration(registration)).toMatchObject({
      status: 'refused',
      last_answer: 'Credential bot is of an app, and codefresh knows no apps.',
    });
    expect(seen).toEqual([]);
  });

  it.each([
    [404, 'refused'],
    [401, 'refused'],
    [500, 'unavailable'],
    [429, 'unavailable'],
  ])('that the server answers with %d is %s', async (status, outcome) => {
    answer = { status, body: '{"message":"no"}' };
    const number = app.openChange();
    const registration = await app.register(number, '1', { ...DISPATCH, ...listApp() });
    app.implement(number);
    await app.idle();
    expect(app.registration(registration)).toMatchObject({
      last_outcome: outcome,
      last_answer: `No installation token for credential bot: the server answered ${status}.`,
    });
    expect(seen).toHaveLength(1);
  });
});
