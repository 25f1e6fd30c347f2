/** What an App does as itself, with a token that it has signed. */

import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { signInApp } from '../credentials/app-jwt.ts';
import { readToken } from '../credentials/authorization.ts';
import type { App } from '../directory.ts';
import type { InstallationOptions, Permissions } from '../options.ts';
import type { ApiBackend } from './backend.ts';
import type { ApiEnvironment } from './environment.ts';
import { failure } from './failure.ts';
import { readBody } from './repository-routes.ts';

const tokenBody = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.int()).optional(),
  permissions: z.record(z.string(), z.enum(['read', 'write'])).optional(),
});

const NO_REPOSITORY =
  'There is at least one repository that does not exist or is not accessible to the parent installation.';

export function appRoutes(backend: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();

  const asApp = (c: Context<ApiEnvironment>): App | Response => {
    const signedIn = signInApp(c.req.header('authorization'), backend.directory, backend.clock.now());
    return 'app' in signedIn ? signedIn.app : failure(c, signedIn.status, signedIn.message);
  };

  // @fact A token for an installation | 201; by default for all its repositories and permissions, 422 for
  // more than it has | documented | create-an-installation-access-token-for-an-app
  app.post('/app/installations/:installation/access_tokens', async (c) => {
    const self = asApp(c);
    if (self instanceof Response) return self;
    const installation = self.installations.find(({ id }) => String(id) === c.req.param('installation'));
    if (installation === undefined) return failure(c, 404, 'Not Found');
    const body = await readBody(c, tokenBody);
    if (body instanceof Response) return body;

    const installed = backend.repositories.filter(
      ({ fullName }) => installation.repositories === 'all' || installation.repositories.includes(fullName),
    );
    const wanted = [...(body.repositories ?? []), ...(body.repository_ids ?? [])];
    const chosen = installed.filter(({ id, name }) => wanted.includes(id) || wanted.includes(name));
    if (chosen.length < new Set(wanted).size) return failure(c, 422, NO_REPOSITORY);
    const permissions = body.permissions ?? installation.permissions;
    if (exceeds(permissions, installation)) {
      return failure(c, 422, 'The permissions requested are not granted to this installation.');
    }
    const repositories = wanted.length > 0 ? chosen : installed;
    const names = new Set(repositories.map(({ fullName }) => fullName));
    const { token, expires } = backend.credentials.mintForInstallation(self, names, permissions);
    const isAll = installation.repositories === 'all' && wanted.length === 0;
    return c.json(
      {
        token,
        // GitHub's dates in this answer have no fraction of a second.
        expires_at: expires.toISOString().replace(/\.\d+Z$/, 'Z'),
        permissions: { ...permissions, metadata: 'read' },
        repository_selection: isAll ? 'all' : 'selected',
      },
      201,
    );
  });
  return app;
}

/** What an App does with an installation's token: it gives it back. */
export function installationRoutes({ credentials }: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();
  app.delete('/installation/token', (c) => {
    if (c.get('credential').kind !== 'installation') {
      return failure(c, 403, 'Resource not accessible by integration');
    }
    credentials.revoke(readToken(c.req.header('authorization')));
    return c.body(null, 204);
  });
  return app;
}

function exceeds(wanted: Permissions, { permissions }: InstallationOptions): boolean {
  return Object.entries(wanted).some(([name, access]) => {
    const granted = name === 'metadata' ? 'read' : (permissions[name] ?? 'none');
    return access !== 'none' && granted !== access && granted !== 'write';
  });
}
