import { notImplemented, RestError } from './rest-error.ts';

/** APIs that every ServiceNow instance has and the sandbox does not, by path (reference: REST API index). */
const APIS: readonly (readonly [path: RegExp, name: string])[] = [
  [/^\/api\/now\/(v\d\/)?tinyurl\b/, 'the TinyURL API'],
  [/^\/api\/now\/(v\d\/)?import\b/, 'the Import Set API'],
  [/^\/api\/now\/(v\d\/)?stats\b/, 'the Aggregate API'],
  [/^\/api\/now\/(v\d\/)?batch\b/, 'the Batch API'],
  [/^\/api\/now\/(v\d\/)?(cmdb|identifyreconcile)\b/, 'the CMDB APIs'],
  [/^\/api\/now\/(v\d\/)?email\b/, 'the Email API'],
  [/^\/api\/now\/(v\d\/)?graphql\b/, 'the GraphQL API'],
  [/^\/api\/now\/(v\d\/)?ui\b/, "the user interface's own APIs"],
  [/^\/api\/sn_sc\//, 'the Service Catalog API'],
  [/^\/api\/sn_km_api\//, 'the Knowledge Management API'],
  [/^\/api\/sn_cicd\//, 'the CI/CD API'],
  [/^\/api\/sn_devops\//, 'the DevOps API'],
];

/** `change_request.do?JSONv2` and its kind: web services of before the REST APIs. */
const PROCESSORS = ['JSONv2', 'JSON', 'SOAP', 'WSDL', 'XML', 'CSV', 'UNL', 'SCHEMA', 'EXCEL', 'PDF'];

/**
 * Recognises paths that ServiceNow serves and the sandbox does not.
 * @fact An API or table of ServiceNow that the sandbox lacks | 501, with its name | documented | no
 *   behaviour of an instance: the sandbox's own
 * @returns the answer for such a path; undefined for any other
 */
export function unimplementedApi({ pathname, searchParams }: URL): RestError | undefined {
  const name = APIS.find(([pattern]) => pattern.test(pathname))?.[1];
  if (name !== undefined) return notImplemented(name);
  if (pathname.startsWith('/api/')) return undefined;
  const processor = PROCESSORS.find((one) => searchParams.has(one));
  return notImplemented(
    processor === undefined
      ? `pages and processors such as ${pathname}`
      : `the ${processor} processor of ${pathname}`,
  );
}

/** Whose APIs are ServiceNow's own; which of them an instance has depends on its release and plugins. */
const OWN_NAMESPACE = /^\/api\/(now|global|sn_\w+)\//;

/**
 * Recognises paths of ServiceNow's own namespaces that neither the sandbox nor an imported app serves.
 * @returns the answer for such a path; undefined for any other
 */
export function unknownApi({ pathname }: URL): RestError | undefined {
  if (!OWN_NAMESPACE.test(pathname)) return undefined;
  const detail = 'Where ServiceNow has it, use an instance for this; an instance without it answers 400';
  return new RestError(501, `The sandbox does not implement ${pathname}`, detail);
}
