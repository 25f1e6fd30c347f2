import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { restClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';
import { USERS } from '../seed.ts';
import type { Application } from './applications.ts';
import { STATE_REQUIRED_PROPERTY } from './authorization-request.ts';

const { userName, password, name } = USERS.changeManager;
const CALLBACK = 'https://client.example/callback?tenant=globex';

let clock: SandboxClock;
let instance: ServiceNowInstance;
let application: Application;

beforeEach(async () => {
  clock = new SandboxClock(new Date('2026-01-01T10:00:00Z'));
  instance = await ServiceNowInstance.start({ clock });
  const redirectUrls = [CALLBACK, 'http://127.0.0.1:5001/'];
  application = instance.credentials.registerApplication({ name: 'Globex <CLI>', redirectUrls });
});
afterEach(() => instance.close());

/** A person's browser: keeps its cookie, and follows no redirect by itself. */
class Browser {
  #cookie = '';

  async get(url: string): Promise<Page> {
    return this.#kept(await fetch(url, { headers: { Cookie: this.#cookie }, redirect: 'manual' }));
  }

  async post(url: string, form: Record<string, string>): Promise<Page> {
    const body = new URLSearchParams(form);
    return this.#kept(
      await fetch(url, { method: 'POST', body, headers: { Cookie: this.#cookie }, redirect: 'manual' }),
    );
  }

  async #kept(response: Response): Promise<Page> {
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location'),
    };
  }
}

interface Page {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
}

function authorizeUrl(changes: Record<string, string> = {}): string {
  const parameters = {
    response_type: 'code',
    client_id: application.clientId,
    redirect_uri: CALLBACK,
    state: 'xyz 1',
    ...changes,
  };
  return `${instance.url}/oauth_auth.do?${new URLSearchParams(parameters)}`;
}

/** Logs in, and presses a button. @returns where the browser is sent */
async function decided(url: string, decision: 'allow' | 'deny' = 'allow'): Promise<URL> {
  const browser = new Browser();
  await browser.post(url, { user_name: userName, user_password: password });
  const { text } = await browser.get(url);
  const sysparm_ck = /name="sysparm_ck" value="(\w+)"/.exec(text)?.[1] ?? '';
  const { location } = await browser.post(url, { sysparm_ck, decision });
  return new URL(location ?? '');
}

async function code(changes: Record<string, string> = {}): Promise<string> {
  return (await decided(authorizeUrl(changes))).searchParams.get('code') ?? '';
}

async function token(form: Record<string, string>, { clientId, clientSecret }: Application = application) {
  const client = { client_id: clientId, ...(clientSecret !== '' && { client_secret: clientSecret }) };
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    redirect_uri: CALLBACK,
    ...client,
    ...form,
  });
  const response = await fetch(`${instance.url}/oauth_token.do`, { method: 'POST', body });
  // biome-ignore lint/suspicious/noExplicitAny: the test states what is in it
  return { status: response.status, json: (await response.json()) as any };
}

async function whoIs(accessToken: string): Promise<unknown> {
  const call = restClient(instance.url, { Authorization: `Bearer ${accessToken}` });
  const query = 'sysparm_query=sys_id=javascript:gs.getUserID()&sysparm_fields=user_name';
  return (await call('GET', `/api/now/table/sys_user?${query}`)).json.result?.[0]?.user_name;
}

const DENIED = { status: 401, json: { error: 'server_error', error_description: 'access_denied' } };

describe('the authorization code grant', () => {
  it('asks a person to log in, then whether the client may; the client gets a code for both tokens', async () => {
    const browser = new Browser();
    const url = authorizeUrl();
    expect((await browser.get(url)).text).toContain('name="user_password"');
    const wrong = await browser.post(url, { user_name: userName, user_password: 'x' });
    expect(wrong).toMatchObject({ status: 401, text: expect.stringContaining('password invalid') });
    const loggedIn = await browser.post(url, { user_name: userName, user_password: password });
    expect(loggedIn).toMatchObject({ status: 303, location: url });
    const { text } = await browser.get(url);
    expect(text).toContain(`Globex &lt;CLI&gt; asks to act for you, ${name}`);
    const sysparm_ck = /name="sysparm_ck" value="(\w+)"/.exec(text)?.[1] ?? '';
    const allowed = await browser.post(url, { sysparm_ck, decision: 'allow' });
    expect(allowed).toMatchObject({ status: 302, location: expect.stringContaining(CALLBACK) });
    const back = new URL(allowed.location ?? '').searchParams;
    expect(Object.fromEntries(back)).toEqual({ tenant: 'globex', code: expect.any(String), state: 'xyz 1' });

    const first = await token({ code: back.get('code') ?? '' });
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
    expect(await whoIs(first.json.access_token)).toBe(userName);
    clock.advance(1_800_000);
    const refresh = { grant_type: 'refresh_token', refresh_token: first.json.refresh_token };
    expect(await whoIs((await token(refresh)).json.access_token)).toBe(userName);
  });

  it('tells the client when the person says no', async () => {
    const back = await decided(authorizeUrl(), 'deny');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', state: 'xyz 1' });
    expect(back.searchParams.has('code')).toBe(false);
  });

  it('takes a code once, within ten minutes, from its own client, with the same redirect_uri', async () => {
    const once = await code();
    expect((await token({ code: once })).status).toBe(200);
    expect(await token({ code: once })).toEqual(DENIED);

    const late = await code();
    clock.advance(600_000);
    expect(await token({ code: late })).toEqual(DENIED);

    const other = instance.credentials.registerApplication({ name: 'Other', redirectUrls: [CALLBACK] });
    expect(await token({ code: await code() }, other)).toEqual(DENIED);

    expect(await token({ code: await code(), redirect_uri: 'http://127.0.0.1:5001/' })).toEqual(DENIED);
    const wrong = { ...application, clientSecret: 'x' };
    expect((await token({ code: await code() }, wrong)).json.error).toBe('invalid_client');
  });

  it('sends the browser to registered addresses only: to the first of them when none matches', async () => {
    const back = await decided(authorizeUrl({ redirect_uri: 'https://evil.example/' }));
    expect(back.origin).toBe('https://client.example');
    const other = await decided(authorizeUrl({ redirect_uri: 'http://127.0.0.1:5001/' }));
    expect(other.origin).toBe('http://127.0.0.1:5001');
  });

  it('takes no decision from another page than its own', async () => {
    const browser = new Browser();
    const url = authorizeUrl();
    await browser.post(url, { user_name: userName, user_password: password });
    const forged = await browser.post(url, { decision: 'allow' });
    expect(forged).toMatchObject({ status: 401, location: null });
    expect((await new Browser().post(url, { decision: 'allow', sysparm_ck: '' })).status).toBe(401);
  });

  it.each([
    [{ client_id: 'x' }, 'no application with this client_id'],
    [{ response_type: 'id_token' }, 'response_type must be code or token'],
  ])('says to the person what is wrong with a request: %j', async (changes, reason) => {
    const answer = await new Browser().get(authorizeUrl(changes));
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining(reason) });
  });

  it('needs a redirect URL in the registry', async () => {
    application = instance.credentials.registerApplication({ name: 'Without' });
    const answer = await new Browser().get(authorizeUrl());
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('has no Redirect URL') });
  });

  it('needs a state, unless a property says that it is optional', async () => {
    const url = authorizeUrl().replace(/&state=[^&]+/, '');
    const answer = await new Browser().get(url);
    expect(answer).toMatchObject({
      status: 400,
      text: expect.stringContaining('Missing State parameter in request'),
    });
    instance.setProperty(STATE_REQUIRED_PROPERTY, 'optional');
    expect((await decided(url)).searchParams.has('state')).toBe(false);
  });
});

describe('a public client', () => {
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };

  beforeEach(() => {
    application = instance.credentials.registerApplication({
      name: 'CLI',
      redirectUrls: [CALLBACK],
      publicClient: true,
    });
  });

  it('proves with its code verifier that the code is its own, and gets no refresh token', async () => {
    expect(application.clientSecret).toBe('');
    expect(await token({ code: await code(pkce), code_verifier: 'x' })).toEqual(DENIED);
    expect(await token({ code: await code(pkce) })).toEqual(DENIED);
    const { json } = await token({ code: await code(pkce), code_verifier: verifier });
    expect(await whoIs(json.access_token)).toBe(userName);
    expect(json).not.toHaveProperty('refresh_token');
  });

  it('cannot do without PKCE, and has no other grant', async () => {
    const answer = await new Browser().get(authorizeUrl());
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('code_challenge') });
    const grant = { grant_type: 'password', username: userName, password };
    expect((await token(grant)).json.error).toBe('invalid_client');
  });

  it('is told that the sandbox knows S256 only', async () => {
    const answer = await new Browser().get(authorizeUrl({ code_challenge: verifier }));
    expect(answer).toMatchObject({
      status: 501,
      text: expect.stringContaining('code_challenge_method plain'),
    });
  });
});

describe('the implicit grant', () => {
  it('sends an access token back in the fragment', async () => {
    const back = await decided(authorizeUrl({ response_type: 'token' }));
    expect(back.searchParams.has('access_token')).toBe(false);
    const answer = Object.fromEntries(new URLSearchParams(back.hash.slice(1)));
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: '1799', state: 'xyz 1' });
    expect(await whoIs(answer.access_token ?? '')).toBe(userName);
  });
});
