import { notImplemented, type RestError } from './rest-error.ts';

/** APIs that every ServiceNow instance has and the sandbox does not, by path (reference: REST API index). */
const APIS: readonly (readonly [path: RegExp, name: string])[] = [
  [/^\/oauth_/, 'the OAuth authorization code grant'],
  [/^\/api\/now\/(v\d\/)?import\b/, 'the Import Set API'],
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

/** Well-known tables that the sandbox has no rows for; a name that nobody knows is answered as ServiceNow does. */
const TABLES =
  /^(incident|problem|problem_task|sc_req_item|sc_request|sc_task|kb_knowledge|alm_asset|cmdb_rel_ci|cmdb_ci_\w+|cmn_schedule|sys_(dictionary|choice|db_object|audit|script|trigger|email|import_set|user_preference|user_delegate))$/;

/** @returns the answer for a table that every instance has and the sandbox does not */
export function unimplementedTable(name: string): RestError | undefined {
  return TABLES.test(name) ? notImplemented(`the table ${name}`) : undefined;
}
