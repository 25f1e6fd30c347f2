/** The repository itself, and its environments. */
import { Hono } from 'hono';
import { actor } from '../credentials/credential.ts';
import type { Environment } from '../environment.ts';
import type { Repository } from '../repository.ts';
import type { ApiBackend } from './backend.ts';
import { customRuleBody, environmentBody } from './bodies/environment.ts';
import { permissionsBody, repositoryBody } from './bodies/repository.ts';
import type { ApiContext, ApiEnvironment } from './environment.ts';
import { failure } from './failure.ts';
import { withRepository } from './repository-routes.ts';

const ENVIRONMENTS = { permission: 'actions', access: 'read' } as const;

export function environmentRoutes(backend: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();
  const { urls } = backend;
  const at = '/repos/:owner/:repo';

  app.get(
    at,
    withRepository(backend, { permission: 'metadata', access: 'read' }, (c, repository) => {
      const self = actor(c.get('credential'));
      const body = repositoryBody(repository, urls);
      if (self?.type !== 'User') return c.json(body);
      return c.json({ ...body, permissions: permissionsBody(repository.role(self.login)) });
    }),
  );

  app.get(
    `${at}/environments`,
    withRepository(backend, ENVIRONMENTS, (c, repository) => {
      const all = repository.environments;
      return c.json({
        total_count: all.length,
        environments: all.map((environment) => environmentBody(environment, repository, urls)),
      });
    }),
  );

  const inEnvironment = (
    handle: (c: ApiContext, repository: Repository, environment: Environment) => Response,
  ) =>
    withRepository(backend, ENVIRONMENTS, (c, repository) => {
      const environment = repository.environment(c.req.param('environment') ?? '');
      return environment === undefined ? failure(c, 404, 'Not Found') : handle(c, repository, environment);
    });

  app.get(
    // @fact `protection_rules` of an environment | those built in; custom rules are in
    // `deployment_protection_rules` | documented | OpenAPI, repos/get-environment
    `${at}/environments/:environment`,
    inEnvironment((c, repository, environment) => c.json(environmentBody(environment, repository, urls))),
  );

  app.get(
    `${at}/environments/:environment/deployment_protection_rules`,
    inEnvironment((c, _, { customRules }) =>
      c.json({
        total_count: customRules.length,
        custom_deployment_protection_rules: customRules.map((rule) => customRuleBody(rule, urls)),
      }),
    ),
  );

  return app;
}
