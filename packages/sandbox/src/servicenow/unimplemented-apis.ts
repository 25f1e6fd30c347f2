import { notImplemented, type RestError } from './rest-error.ts';

/** APIs that every ServiceNow instance has and the sandbox does not, by path (reference: REST API index). */
const APIS: readonly (readonly [path: RegExp, name: string])[] = [
  [/^\/oauth_/, 'OAuth'],
  [/^\/api\/sn_chg_rest\//, 'the Change Management API'],
  [/^\/api\/now\/(v\d\/)?attachment\b/, 'the Attachment API'],
  [/^\/api\/now\/(v\d\/)?import\b/, 'the Import Set API'],
  [/^\/api\/now\/(v\d\/)?batch\b/, 'the Batch API'],
  [/^\/api\/now\/(v\d\/)?stats\b/, 'the Aggregate API'],
  [/^\/api\/now\/(v\d\/)?tinyurl\b/, 'the TinyURL API'],
  [/^\/api\/now\/(v\d\/)?(cmdb|identifyreconcile)\b/, 'the CMDB APIs'],
  [/^\/api\/sn_cicd\//, 'the CI/CD API'],
  [/^\/api\/sn_devops\//, 'the DevOps API'],
];

/** @returns the answer for a path that no ServiceNow API of the sandbox serves, if ServiceNow would serve it */
export function unimplementedApi(path: string): RestError | undefined {
  const name = APIS.find(([pattern]) => pattern.test(path))?.[1];
  if (name !== undefined) return notImplemented(name);
  return path.startsWith('/api/') ? undefined : notImplemented(`pages and processors such as ${path}`);
}
