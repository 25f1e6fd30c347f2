/** Annotations of builds: set, find, delete. */
import { Hono } from 'hono';
import type { AnnotationFilter, AnnotationInput } from '../annotations.ts';
import { isRecord } from '../definition/fields.ts';
import type { ApiBackend, ApiEnvironment } from './backend.ts';
import { requirePermission } from './permissions.ts';

export function annotationRoutes({ annotations, emit }: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();
  app.use('/api/annotations', requirePermission('annotate'));

  // @fact An annotation | `workflow` (CLI) or `build` (pipelines) as `entityType`; keys
  // `[A-Za-z][A-Za-z0-9_]*`, else 500 | documented | OpenAPI; docs, annotations
  app.post('/api/annotations', async (c) => {
    const body: unknown = await c.req.json().catch(() => null);
    const input = annotationInput(body);
    if (typeof input === 'string') return c.json({ status: 'Error', message: input }, 500);
    const { entityId, key, value } = input;
    const annotation = annotations.set(input);
    emit({ type: 'annotation', build: entityId, key, value });
    return c.json(annotation);
  });

  app.get('/api/annotations', (c) => c.json(annotations.find(annotationFilter(c.req.query()))));

  app.delete('/api/annotations', (c) => {
    const filter = annotationFilter(c.req.query());
    if (filter._id === undefined && filter.entityId === undefined) {
      return c.json({ status: 'Error', message: 'Either id or entityId is required' }, 500);
    }
    return c.json({ n: annotations.delete(filter), ok: 1 });
  });
  return app;
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
