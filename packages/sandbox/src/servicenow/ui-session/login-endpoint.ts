import { Hono } from 'hono';
import type { Database } from '../database/database.ts';
import { notImplemented } from '../rest/rest-error.ts';
import { userWithPassword } from '../sign-in/auth.ts';
import { type UiSessions, USER_TOKEN } from './ui-sessions.ts';

/**
 * `POST /angular.do`: how ServiceNow's login page, and its SDK's `now-sdk` (whose sources are the only
 * description), log in and get the token that writes need.
 */
export function loginEndpoint(database: Database, sessions: UiSessions): Hono {
  const app = new Hono();
  app.post('/angular.do', async (c) => {
    const type = c.req.query('sysparm_type') ?? '';
    switch (type) {
      case 'view_form.login': {
        const form = new URLSearchParams(await c.req.text());
        const user = userWithPassword(database, form.get('user_name') ?? '', form.get('user_password') ?? '');
        if (user === undefined) return c.json({ status: 'error', message: 'User name or password invalid' });
        c.header('Set-Cookie', sessions.begin(user.sys_id ?? ''));
        return c.json({ status: 'success' });
      }
      case 'get_user': {
        const session = sessions.of(c.req.raw.headers);
        if (session === undefined) return c.json({}, 401);
        const user = database.get('sys_user', session.user);
        if (c.req.header(USER_TOKEN) === session.token) return c.json({ user_name: user?.user_name });
        // Whoever asks without the token gets it with the refusal.
        c.header(`${USER_TOKEN}-Response`, session.token);
        return c.json({}, 401);
      }
      default:
        throw notImplemented(`angular.do with sysparm_type=${type}`);
    }
  });
  return app;
}
