/**
 * Codefresh's REST API as far as a gate needs it. Paths, methods and answers: the vendor's OpenAPI
 * description (codefresh-io/cli, openapi.json) and recorded traffic of the CLI; bodies of errors:
 * `{message, error}`, and `{status: "Error", message}` for annotations.
 */
import { Hono } from 'hono';
import { ACCOUNT } from '../runner/build-variables.ts';
import { annotationRoutes } from './annotation-routes.ts';
import type { ApiBackend, ApiEnvironment } from './backend.ts';
import { buildRoutes } from './build-routes.ts';
import { pipelineRoutes } from './pipeline-routes.ts';
import { progressRoutes } from './progress-routes.ts';

export function createApi(backend: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();

  app.use('/api/*', async (c, next) => {
    // @fact An API key | raw in `Authorization`, without `Bearer`; 401 for none | source | CLI 1.2.7,
    // recorded traffic; the 401: codefresh-sdk
    const key = backend.keys.find(c.req.header('authorization'));
    if (key === undefined) {
      return c.json({ message: 'The API key is missing or not valid', error: 'Unauthorized' }, 401);
    }
    c.set('key', key);
    return next();
  });

  app.get('/api/user', (c) =>
    c.json({
      userName: c.get('key').user,
      activeAccountName: ACCOUNT,
      account: [{ name: ACCOUNT, runtimeEnvironment: ACCOUNT }],
      roles: ['User'],
    }),
  );

  app.route('/', buildRoutes(backend));
  app.route('/', pipelineRoutes(backend));
  app.route('/', progressRoutes(backend));
  app.route('/', annotationRoutes(backend));

  app.all('*', (c) => {
    const message = `${c.req.method} ${c.req.path} is not implemented by the sandbox's Codefresh`;
    return c.json({ message, error: 'Not Implemented' }, 501);
  });
  return app;
}
