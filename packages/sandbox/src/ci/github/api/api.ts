/** GitHub's REST API as far as a gate needs it. Shapes and statuses: GitHub's OpenAPI description. */
import { Hono } from 'hono';
import { actor, readsTeams } from '../credentials/credential.ts';
import { appRoutes, installationRoutes } from './app-routes.ts';
import type { ApiBackend } from './backend.ts';
import { ownAccountBody, teamBody } from './bodies/account.ts';
import { dispatchRoutes } from './dispatch-routes.ts';
import type { ApiEnvironment } from './environment.ts';
import { environmentRoutes } from './environment-routes.ts';
import { failure } from './failure.ts';
import { historyRoutes } from './history-routes.ts';
import { LOGS_PATH, logRoutes } from './log-routes.ts';
import { requireUserAgent, requireVersion, showRelease, signIn } from './preconditions.ts';
import { reviewRoutes } from './review-routes.ts';
import { runRoutes } from './run-routes.ts';

export function createApi(backend: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();
  const logs = logRoutes(backend);
  app.route(LOGS_PATH, logs.texts);
  app.use(showRelease(backend), requireUserAgent(), requireVersion());
  // Apps sign in with tokens of their own making, which are no credentials anywhere else.
  app.route('/', appRoutes(backend));
  app.use(signIn(backend), backend.rateLimits.middleware());

  // @fact `GET /user` with a token of an App or a job | 403 | documented | OpenAPI, users/get-authenticated
  app.get('/user', (c) => {
    const credential = c.get('credential');
    const self = actor(credential);
    if (self === null) return failure(c, 401, 'Requires authentication');
    if (self.type === 'Bot') return failure(c, 403, 'Resource not accessible by integration');
    return c.json(ownAccountBody(self, backend.urls, backend.clock.now()));
  });

  app.get('/user/teams', (c) => {
    const credential = c.get('credential');
    const self = actor(credential);
    if (self === null) return failure(c, 401, 'Requires authentication');
    if (!readsTeams(credential)) return failure(c, 403, 'Resource not accessible');
    const { directory, repositories, urls } = backend;
    const own = directory.teams.filter(({ members }) => members.has(self.login));
    return c.json(own.map((team) => teamBody(team, repositories[0]?.owner ?? self, urls)));
  });

  app.route('/', installationRoutes(backend));
  app.route('/', runRoutes(backend));
  app.route('/', logs.api);
  app.route('/', reviewRoutes(backend));
  app.route('/', environmentRoutes(backend));
  app.route('/', historyRoutes(backend));
  app.route('/', dispatchRoutes(backend));

  app.all('*', (c) =>
    failure(c, 501, `${c.req.method} ${c.req.path} is not implemented by the sandbox's GitHub`),
  );
  return app;
}
