/** The repository itself, its workflows' files, and its environments. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Requirement } from '../credentials/access.ts';
import { actor } from '../credentials/credential.ts';
import type { Environment } from '../environment.ts';
import type { Repository } from '../repository.ts';
import type { ApiBackend } from './backend.ts';
import { appBody } from './bodies/account.ts';
import { customRuleBody, environmentBody } from './bodies/environment.ts';
import { fileBody, permissionsBody, repositoryBody } from './bodies/repository.ts';
import type { ApiContext, ApiEnvironment } from './environment.ts';
import { failure } from './failure.ts';
import { readBody, withRepository } from './repository-routes.ts';

const ENVIRONMENTS = { permission: 'actions', access: 'read' } as const;
const ADMINISTRATION = { permission: 'administration', access: 'write', role: 'admin' } as const;

const protection = z.strictObject(
  {},
  { error: "the sandbox's GitHub creates environments by its API without protection only" },
);
const ruleBody = z.strictObject({ integration_id: z.int() });

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
    // Of the commit that is asked for there is one version here.
    `${at}/contents/:path{.+}`,
    withRepository(backend, { permission: 'contents', access: 'read' }, (c, repository) => {
      const path = c.req.param('path') ?? '';
      const file = repository.workflows.find((each) => path === `.github/workflows/${each.file}`);
      return file === undefined ? failure(c, 404, 'Not Found') : c.json(fileBody(file, repository, urls));
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

  // @fact An environment by the API | 200, for who administers the repository | documented | OpenAPI,
  // repos/create-or-update-environment
  app.put(
    `${at}/environments/:environment`,
    withRepository(backend, ADMINISTRATION, async (c, repository) => {
      const body = await readBody(c, protection);
      if (body instanceof Response) return body;
      const name = c.req.param('environment') ?? '';
      const environment = repository.ensureEnvironment(name, backend.clock.now());
      return c.json(environmentBody(environment, repository, urls));
    }),
  );

  const inEnvironment = (
    handle: (c: ApiContext, repository: Repository, environment: Environment) => Response | Promise<Response>,
    need: Requirement = ENVIRONMENTS,
  ) =>
    withRepository(backend, need, (c, repository) => {
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

  const appsOf = ({ fullName }: Repository) =>
    backend.directory.apps.filter(({ installations }) =>
      installations.some(
        ({ repositories, permissions }) =>
          permissions.deployments === 'write' && (repositories === 'all' || repositories.includes(fullName)),
      ),
    );

  app.get(
    // @fact Apps whose rule an environment may have | those installed with *Deployments: write* | belief | OpenAPI,
    // repos/list-custom-deployment-rule-integrations: only that they are available
    `${at}/environments/:environment/deployment_protection_rules/apps`,
    inEnvironment((c, repository) => {
      const apps = appsOf(repository).map((each) => appBody(each, urls));
      return c.json({
        total_count: apps.length,
        available_custom_deployment_protection_rule_integrations: apps,
      });
    }, ADMINISTRATION),
  );

  app.post(
    `${at}/environments/:environment/deployment_protection_rules`,
    inEnvironment(async (c, repository, environment) => {
      const body = await readBody(c, ruleBody);
      if (body instanceof Response) return body;
      const found = appsOf(repository).find(({ id }) => id === body.integration_id);
      if (found === undefined) return failure(c, 404, 'Not Found');
      return c.json(customRuleBody(repository.enableRule(environment, found), urls), 201);
    }, ADMINISTRATION),
  );

  return app;
}
