import { type Context, Hono } from 'hono';
import type { Database, Row } from '../database/database.ts';
import { mayLogIn, userWithPassword } from '../sign-in/auth.ts';
import type { Credentials } from '../sign-in/credentials.ts';
import { badRequestPage, consentPage, loginPage } from './authorization-pages.ts';
import {
  type AuthorizationRequest,
  authorizationRequest,
  BadAuthorizationRequest,
} from './authorization-request.ts';

/**
 * `/oauth_auth.do`: a person logs in, allows the client or does not, and is sent back to it with a code, or by the
 * implicit grant with a token (ServiceNow docs, authorization-workflow). How the pages look, and what is sent back
 * to a client that was denied, is unverified: here as RFC 6749 has it.
 */
export function authorizationEndpoint(database: Database, credentials: Credentials): Hono {
  const app = new Hono();
  const { sessions, tokens, codes } = credentials;

  app.onError((error, c) => {
    if (!(error instanceof BadAuthorizationRequest)) throw error;
    return c.html(badRequestPage(error.message), 400);
  });

  app.get('/oauth_auth.do', (c) => {
    const { application } = requested(c);
    const session = loggedIn(c);
    if (session === undefined) return c.html(loginPage());
    return c.html(consentPage(application.name ?? '', session.user.name ?? '', session.token));
  });

  app.post('/oauth_auth.do', async (c) => {
    const request = requested(c);
    const form = new URLSearchParams(await c.req.text());
    const userName = form.get('user_name');
    if (userName !== null) return login(c, userName, form.get('user_password') ?? '');
    const session = loggedIn(c);
    if (session === undefined || form.get('sysparm_ck') !== session.token) return c.html(loginPage(), 401);
    const answer =
      form.get('decision') === 'allow' ? granted(request, session.user) : { error: 'access_denied' };
    return c.redirect(withAnswer(request, answer));
  });

  return app;

  function requested(c: Context): AuthorizationRequest {
    return authorizationRequest(database, new URL(c.req.url).searchParams);
  }

  function loggedIn(c: Context): { user: Row; token: string } | undefined {
    const session = sessions.of(c.req.raw.headers);
    const user = session && database.get('sys_user', session.user);
    return session && user && mayLogIn(user) ? { user, token: session.token } : undefined;
  }

  /** Then the browser asks again, with a session. */
  function login(c: Context, userName: string, password: string): Response | Promise<Response> {
    const user = userWithPassword(database, userName, password);
    if (user === undefined) return c.html(loginPage('User name or password invalid'), 401);
    c.header('Set-Cookie', sessions.begin(user.sys_id ?? ''));
    return c.redirect(c.req.url, 303);
  }

  function granted(request: AuthorizationRequest, user: Row): Answer {
    const { application, responseType, redirectUri, challenge } = request;
    const owner = { user: user.sys_id ?? '', client: application.sys_id ?? '' };
    if (responseType === 'code') return { code: codes.issue({ owner, redirectUri, challenge }) };
    const { value, expiresIn } = tokens.issue('access', owner, Number(application.access_token_lifespan));
    return { access_token: value, token_type: 'Bearer', expires_in: String(expiresIn), scope: 'useraccount' };
  }
}

type Answer = Readonly<Record<string, string>>;

/** In the query, or for the implicit grant in the fragment, which stays in the browser. */
function withAnswer({ target, responseType, state }: AuthorizationRequest, answer: Answer): string {
  const url = new URL(target);
  const parameters = Object.entries({ ...answer, ...(state !== undefined && { state }) });
  if (responseType === 'token') url.hash = new URLSearchParams(parameters).toString();
  else for (const [name, value] of parameters) url.searchParams.set(name, value);
  return url.href;
}
