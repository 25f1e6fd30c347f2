import { Hono } from 'hono';
import { USERS } from '../base-system/seed/seed.ts';
import type { Database } from '../database/database.ts';
import { principalOf, userNamed } from '../sign-in/auth.ts';
import { restErrorResponse } from './rest-error.ts';
import type { RestVariables } from './rest-variables.ts';
import { tableApi } from './table-api/table-api.ts';

/**
 * What an admin does in lists and forms, as an API of the sandbox's own: paths, parameters and answers are the Table
 * API's, without credentials. It reaches the tables that are closed to web services, too. What is written is entered as
 * in a form; what is read has display values and values unless it is asked for otherwise.
 * @fact A table without *Allow access to this table via web services* | is for forms only: the Table API answers 403, to
 *   admins too | documented | SDK manual, Table, allowWebServiceAccess
 * @fact Columns of such a table that a request for another one walks to by dots | are answered to users who may read them | belief | none
 */
export function adminForms(database: Database): (request: Request) => Promise<Response> {
  const app = new Hono<RestVariables>();
  app.onError(restErrorResponse);
  app.use(async (c, next) => {
    c.set('principal', principalOf(database, userNamed(database, USERS.admin.userName) ?? {}));
    await next();
  });
  app.route('/', tableApi(database, 'form'));

  return async (request) => {
    const url = new URL(request.url);
    if (!url.searchParams.has('sysparm_display_value')) url.searchParams.set('sysparm_display_value', 'all');
    return app.fetch(new Request(url, request));
  };
}
