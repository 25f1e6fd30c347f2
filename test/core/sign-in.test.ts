/** Every way to sign in, over real HTTP and HTTPS, against an instance that checks it. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Behaviours, CLIENT_CREDENTIALS_PROPERTY, USERS } from '@change-gate/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { registerOidcProvider } from '../environment/oidc-provider.ts';
import { type Inputs, Instance } from './instance.ts';

let instance: Instance;

beforeAll(async () => {
  instance = await Instance.start();
  instance.serviceNow.setProperty(CLIENT_CREDENTIALS_PROPERTY, 'true');
});
afterAll(() => instance.close());

const NO_BASIC: Inputs = { username: undefined, password: undefined };

/** Opens a change with these credentials and nothing else of the kind. */
async function open(inputs: Inputs, env: Inputs = {}, on = instance) {
  const build = on.newBuild();
  const ran = await on.run('open', { ...NO_BASIC, ...inputs }, build, env);
  return { ...ran, changes: on.changesOf(build), build };
}

function application(options: { jwt?: { userField: string; keys: Record<string, string> } } = {}) {
  const { clientId, clientSecret } = instance.serviceNow.credentials.registerApplication({
    name: 'Pipeline',
    user: USERS.integration.userName,
    ...options,
  });
  return { 'client-id': clientId, 'client-secret': clientSecret };
}

const { userName: username, password } = USERS.integration;

describe('a pipeline signs in', () => {
  it('with username and password', async () => {
    expect(await open({ username, password })).toMatchObject({ exitCode: 0, changes: [{ state: '-4' }] });
  });

  it('with OAuth client credentials', async () => {
    expect(await open(application())).toMatchObject({ exitCode: 0, changes: [{ state: '-4' }] });
  });

  it('with an OAuth password', async () => {
    expect(await open({ ...application(), username, password })).toMatchObject({ exitCode: 0 });
  });

  it('with an OAuth refresh token', async () => {
    const client = application();
    const form = {
      grant_type: 'password',
      client_id: client['client-id'],
      client_secret: client['client-secret'],
      username,
      password,
    };
    const answer = await fetch(`${instance.serviceNow.url}/oauth_token.do`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const { refresh_token: refreshToken } = (await answer.json()) as { refresh_token: string };
    expect(await open({ ...client, 'refresh-token': refreshToken })).toMatchObject({ exitCode: 0 });
  });

  it('with a JWT that it signs', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const client = application({ jwt: { userField: 'user_name', keys: { 'key-1': publicKey } } });
    const jwt = { ...client, 'jwt-private-key': privateKey, 'jwt-subject': username, 'jwt-key-id': 'key-1' };
    expect(await open(jwt)).toMatchObject({ exitCode: 0, changes: [{ state: '-4' }] });

    const oneLine = privateKey.replaceAll('\n', '\\n');
    expect(await open({ ...jwt, 'jwt-private-key': oneLine })).toMatchObject({ exitCode: 0 });
  });

  it('with an access token', async () => {
    const form = { grant_type: 'client_credentials', ...formOf(application()) };
    const answer = await fetch(`${instance.serviceNow.url}/oauth_token.do`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const { access_token: accessToken } = (await answer.json()) as { access_token: string };
    expect(await open({ 'access-token': accessToken })).toMatchObject({ exitCode: 0 });
  });

  it.each(['fiveMinutes', 'none'] as const)(
    "with the ID token of a CI's job, where clockSkew is %s",
    async (clockSkew) => {
      const { issuing, token } = await withIdToken({ clockSkew });
      const inputs = { 'access-token': token };
      const { build, ...opened } = await open(inputs, {}, issuing);
      expect(opened).toMatchObject({ exitCode: 0, changes: [{ state: '-4' }] });
      const asked = { ...NO_BASIC, ...inputs };
      expect(await issuing.run('status', asked, build)).toMatchObject({ exitCode: 0 });
    },
  );

  it('with an ID token of its build, and is told who lets a build have one', async () => {
    const { issuing, token } = await withIdToken({});
    const inputs = { ...NO_BASIC, 'id-token-audience': 'change-gate' };
    const build = issuing.newBuild({ idToken: () => token ?? '' });
    expect(await issuing.run('open', inputs, build)).toMatchObject({ exitCode: 0 });
    const without = await issuing.run('open', inputs, issuing.newBuild());
    expect(without.log).toMatch(/gives its BuildContext the function idToken\. \[NO_ID_TOKEN\]/);
  });

  it('with an API key', async () => {
    const key = instance.serviceNow.credentials.issueApiKey(username);
    expect(await open({ 'api-key': key })).toMatchObject({ exitCode: 0 });
  });

  it('and renews its access token once when the instance has forgotten it', async () => {
    const client = application();
    const { build } = await open(client);
    instance.serviceNow.faults.inject({ effect: { kind: 'status', status: 401 }, path: '/api/now' });
    const ran = await instance.run('status', { ...NO_BASIC, ...client }, build);
    expect(ran).toMatchObject({
      exitCode: 0,
      requests: [
        'GET /api/now/table/change_request',
        'POST /oauth_token.do',
        'GET /api/now/table/change_request',
      ],
    });
  });
});

function formOf(client: ReturnType<typeof application>) {
  return { client_id: client['client-id'], client_secret: client['client-secret'] };
}

describe('a pipeline that cannot sign in is told why', () => {
  it.each([
    [
      'a wrong password',
      { username, password: 'wrong-one' },
      /Check the username and password.*\[UNAUTHENTICATED\]/,
    ],
    ['a wrong API key', { 'api-key': 'wrong-one' }, /Check the API key.*\[UNAUTHENTICATED\]/],
    ['an expired token', { 'access-token': 'wrong-one' }, /has expired: give a new one.*\[UNAUTHENTICATED\]/],
    [
      'an unknown client',
      { 'client-id': 'nobody', 'client-secret': 'wrong-one' },
      /granted no access token; it answered 401.*Check the client id and secret.*\[UNAUTHENTICATED\]/,
    ],
    [
      'two ways at once',
      { username, password, 'api-key': 'x-key' },
      /api-key belongs to another way to sign in.*\[INVALID_INPUT\]/,
    ],
    [
      'no key in the PEM',
      { 'client-id': 'a', 'client-secret': 'bcde', 'jwt-subject': 'c', 'jwt-private-key': '-----BEGIN x' },
      /The JWT private key is not usable.*\[INVALID_INPUT\]/,
    ],
  ])('%s', async (_what, inputs, words) => {
    const ran = await open(inputs);
    expect(ran).toMatchObject({ exitCode: 1, changes: [] });
    expect(ran.log).toMatch(words);
  });
});

it('a pipeline is told that an ID token may be good for one request only', async () => {
  const { issuing, token } = await withIdToken({}, true);
  const ran = await open({ 'access-token': token }, {}, issuing);
  expect(ran).toMatchObject({ exitCode: 1, changes: [{ state: '-5' }] });
  expect(ran.requests.length).toBeGreaterThan(1);
  expect(ran.log).toMatch(/JTI claim verification.*one request only.*\[UNAUTHENTICATED\]/);
});

/** A job that asks for an ID token itself and hands it over, which GitHub does with nothing masked. */
const ISSUING_WORKFLOW = `
on: push
jobs:
  job:
    runs-on: ubuntu-latest
    permissions: {id-token: write}
    outputs: {token: "\${{ steps.servicenow.outputs.token }}"}
    steps:
      - id: servicenow
        run: |
          url="$ACTIONS_ID_TOKEN_REQUEST_URL&audience=change-gate"
          token=$(curl -sSf -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$url" | sed 's/.*"value":"//; s/".*//')
          echo "token=$token" >> "$GITHUB_OUTPUT"
`;

/**
 * An instance where jobs of a repository on the sandbox's GitHub are the integration user.
 * @param isOnce whether it takes a token for one request alone
 * @returns it, and the ID token of such a job
 */
async function withIdToken(behaviours: Partial<Behaviours>, isOnce = false) {
  const repositories = [{ owner: 'globex', name: 'shop', collaborators: {} }];
  const issuing = await Instance.start({
    serviceNow: { behaviours },
    github: { users: ['dev'], repositories },
  });
  onTestFinished(() => issuing.close());
  const { github } = issuing.sandbox;
  registerOidcProvider(issuing.sandbox, {
    issuer: `${github.url}/_oidc`,
    userClaim: 'repository',
    userField: 'employee_number',
    value: 'globex/shop',
    isOnce,
  });
  github.writeWorkflow('token.yml', ISSUING_WORKFLOW);
  const run = github.push();
  await run.finished;
  return { issuing, token: run.outputs.job?.token };
}

describe('an instance behind TLS', () => {
  let secure: Instance;
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-tls-'));
  beforeAll(async () => {
    secure = await Instance.start({ serviceNow: { tls: true } });
  });
  afterAll(async () => {
    await secure.close();
    rmSync(folder, { recursive: true });
  });

  it('of a private authority is trusted where that is given, as text or as a file', async () => {
    const pem = secure.serviceNow.credentials.authorityPem;
    const file = join(folder, 'ca.pem');
    writeFileSync(file, pem);
    for (const ca of [pem, file]) {
      const ran = await open({ username, password, 'ca-certificate': ca }, {}, secure);
      expect(ran).toMatchObject({ exitCode: 0, changes: [{ state: '-4' }] });
    }
  });

  it.each([
    ['is not trusted otherwise', undefined],
    ["is not trusted either where the job's environment tells Node to trust any", '0'],
  ])('%s', async (_what, rejects) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', rejects);
    onTestFinished(() => void vi.unstubAllEnvs());
    const ran = await open({ username, password }, {}, secure);
    expect(ran.exitCode).toBe(1);
    expect(ran.log).toMatch(
      /certificate of 127\.0\.0\.1:\d+ is not trusted.*ca-certificate.*\[CERTIFICATE_REFUSED\]/,
    );
  });

  it('knows a pipeline by its client certificate alone', async () => {
    const { cert, key } = await secure.serviceNow.credentials.issueClientCertificate(username);
    const certificates = {
      'ca-certificate': secure.serviceNow.credentials.authorityPem,
      'client-certificate': cert,
      'client-key': key,
    };
    expect(await open(certificates, {}, secure)).toMatchObject({ exitCode: 0, changes: [{ state: '-4' }] });
  });
});

describe('a proxy', () => {
  let proxy: Server;
  let tunnels: { authority: string | undefined; credentials: string | undefined }[] = [];
  let answers = 200;
  let secure: Instance;
  let inputs: Inputs;

  /** Leads every tunnel to the instance, whatever host was asked for. */
  beforeAll(async () => {
    secure = await Instance.start({ serviceNow: { tls: true } });
    inputs = {
      username,
      password,
      // The final dot makes it a host of its own: loopback addresses are reached straight.
      'instance-url': 'https://localhost.:1',
      'ca-certificate': secure.serviceNow.credentials.authorityPem,
    };
    const port = new URL(secure.serviceNow.url).port;
    proxy = createServer();
    proxy.on('connect', ({ url, headers }, client) => {
      tunnels.push({ authority: url, credentials: headers['proxy-authorization'] });
      if (answers !== 200) return client.end(`HTTP/1.1 ${answers} No\r\n\r\n`);
      const server = connect(Number(port), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        server.pipe(client).pipe(server);
      });
      server.on('error', () => client.destroy());
      return client.on('error', () => server.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    tunnels = [];
    answers = 200;
  });
  afterAll(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await secure.close();
  });

  const address = () => `127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  it.each([
    ['p%40ss', 'p@ss'],
    ['100%', '100%'],
  ])('is used as HTTPS_PROXY says, with its credentials: %s', async (written, password) => {
    // The instance answers under its own port only.
    const authority = `localhost.:${new URL(secure.serviceNow.url).port}`;
    const ran = await open(
      { ...inputs, 'instance-url': `https://${authority}` },
      { HTTPS_PROXY: `http://ci:${written}@${address()}` },
      secure,
    );
    expect(ran.log).not.toContain('ERROR');
    expect(ran).toMatchObject({ exitCode: 0, changes: [{ state: '-4' }] });
    const credentials = `Basic ${Buffer.from(`ci:${password}`).toString('base64')}`;
    expect(tunnels).toEqual([{ authority, credentials }]);
  });

  it('is left out as NO_PROXY says', async () => {
    const ran = await open(inputs, { HTTPS_PROXY: address(), NO_PROXY: 'localhost.' }, secure);
    expect(ran.log).toMatch(/localhost\.:1 did not answer.*\[CREATE_UNANSWERED\]/);
    expect(tunnels).toEqual([]);
  });

  it('that wants credentials is named as the one that refuses', async () => {
    answers = 407;
    const ran = await open(inputs, { HTTPS_PROXY: address() }, secure);
    expect(ran.log).toMatch(
      /The proxy does not let a connection to localhost\.:1 through: it answered 407.*\[PROXY_REFUSED\]/,
    );
  });
});
