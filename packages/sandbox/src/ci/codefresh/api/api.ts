/**
 * Codefresh's REST API as far as a gate needs it. Paths, methods and answers: the vendor's OpenAPI
 * description (codefresh-io/cli, openapi.json) and recorded traffic of the CLI; bodies of errors:
 * `{message, error}`, and `{status: "Error", message}` for annotations.
 */
import { createHash } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import type { Annotation, AnnotationFilter, AnnotationInput, Annotations } from '../annotations.ts';
import type { Build } from '../build.ts';
import type { ApiKey, ApiKeys, Permission } from '../credentials.ts';
import { ACCOUNT } from '../runner/build-variables.ts';
import { isRecord } from '../runner/fields.ts';

export interface ApiBackend {
  readonly keys: ApiKeys;
  readonly annotations: Annotations;
  build(id: string): Build | undefined;
  /** @returns whether the build was waiting for a decision, and this is now it */
  decide(id: string, decision: 'approved' | 'denied', by: string): boolean;
  annotated(annotation: Annotation): void;
}

/** What approve and deny answer when nothing waits: not documented, so scenarios run both ways. */
export type AnswerWhenNotPaused = 'error' | 'ok';

interface Environment {
  Variables: { key: ApiKey };
}

export function createApi(backend: ApiBackend, answerWhenNotPaused: AnswerWhenNotPaused): Hono<Environment> {
  const app = new Hono<Environment>();

  app.use('/api/*', async (c, next) => {
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

  app.get('/api/builds/:id', needs('read-builds'), (c) => {
    if (c.req.query('noAccount') === undefined) {
      return c.json({ message: 'The query parameter noAccount is required', error: 'Bad Request' }, 400);
    }
    const build = backend.build(c.req.param('id'));
    return build === undefined ? c.json(noBuild(c.req.param('id')), 404) : c.json(buildBody(build));
  });

  // GET requests with an effect, and the build's id is all they name: that is how Codefresh has it.
  app.get('/api/workflow/:id/pending-approval/:action{approve|deny}', needs('decide'), (c) => {
    const { id, action } = c.req.param();
    const build = backend.build(id);
    if (build === undefined) return c.json(noBuild(id), 404);
    const taken = backend.decide(id, action === 'approve' ? 'approved' : 'denied', c.get('key').user);
    if (taken || answerWhenNotPaused === 'ok') return c.json({});
    const message = `Workflow ${id} is not pending approval (its status is ${build.status})`;
    return c.json({ message, error: 'Bad Request' }, 400);
  });

  app.use('/api/annotations', needs('annotate'));

  app.post('/api/annotations', async (c) => {
    const body: unknown = await c.req.json().catch(() => null);
    const input = annotationInput(body);
    if (typeof input === 'string') return c.json({ status: 'Error', message: input }, 500);
    const annotation = backend.annotations.set(input);
    backend.annotated(annotation);
    return c.json(annotation);
  });

  app.get('/api/annotations', (c) => c.json(backend.annotations.find(annotationFilter(c.req.query()))));

  app.delete('/api/annotations', (c) => {
    const filter = annotationFilter(c.req.query());
    if (filter._id === undefined && filter.entityId === undefined) {
      return c.json({ status: 'Error', message: 'Either id or entityId is required' }, 500);
    }
    return c.json({ n: backend.annotations.delete(filter), ok: 1 });
  });

  app.all('*', (c) => {
    const message = `${c.req.method} ${c.req.path} is not implemented by the sandbox's Codefresh`;
    return c.json({ message, error: 'Not Implemented' }, 501);
  });
  return app;
}

function needs(permission: Permission): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (c.get('key').may?.includes(permission) ?? true) return next();
    return c.json({ message: 'You do not have permissions to perform this action', error: 'Forbidden' }, 403);
  };
}

function noBuild(id: string) {
  return { message: `Build ${id} was not found`, error: 'Not Found' };
}

function buildBody(build: Build) {
  return {
    id: build.id,
    status: build.status,
    pipelineName: build.pipelineName,
    serviceName: build.pipelineName,
    serviceId: createHash('sha256').update(build.pipelineName).digest('hex').slice(0, 24),
    created: build.created.toISOString(),
    started: build.started?.toISOString(),
    finished: build.ended?.toISOString(),
    revision: build.git.revision,
    branchName: build.git.branch,
    repoOwner: build.git.repoOwner,
    repoName: build.git.repoName,
  };
}

const ENTITY_TYPES: readonly string[] = ['workflow', 'build'];

/** @returns the annotation to set, or what is wrong with the body */
function annotationInput(body: unknown): AnnotationInput | string {
  if (!isRecord(body)) return 'The body must be a JSON object';
  const read = (name: string) => {
    const text = body[name];
    return typeof text === 'string' ? text : '';
  };
  const missing = ['entityId', 'entityType', 'key', 'value'].find((name) => read(name) === '');
  if (missing !== undefined) return `"${missing}" is required, and must be a string`;
  const key = read('key');
  if (!/^[A-Za-z]\w*$/.test(key)) return `"key" must match [A-Za-z][A-Za-z0-9_]*, got "${key}"`;
  const entityType = read('entityType');
  if (!ENTITY_TYPES.includes(entityType)) {
    return `The sandbox's Codefresh does not implement annotations of entityType "${entityType}"`;
  }
  return {
    entityId: read('entityId'),
    entityType,
    entityName: read('entityName'),
    key,
    value: read('value'),
  };
}

function annotationFilter({ id, entityId, entityType, key }: Record<string, string>): AnnotationFilter {
  const given = Object.entries({ _id: id, entityId, entityType, key }).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(given);
}
