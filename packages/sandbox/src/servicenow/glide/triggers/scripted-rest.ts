import type { Database } from '../../database/database.ts';
import { NOT_AUTHORIZED, type RestError, UNAUTHENTICATED } from '../../rest/rest-error.ts';
import type { RestRequest, RestResponse } from '../../rest/rest-exchange.ts';
import type { Applications } from '../application/applications.ts';
import type { NodePool } from '../node/node-pool.ts';
import { NodeDiedError } from '../node/node-thread.ts';
import { GUEST } from '../node/script-principals.ts';
import { passesEndpointAcl, passesInternalRole } from './rest-access.ts';
import { restFailure } from './rest-failure.ts';
import { matchRoute, type Operation } from './scripted-rest-routes.ts';

/** The scripted REST APIs of the installed applications. */
export class ScriptedRest {
  readonly #database: Database;
  readonly #applications: Applications;
  readonly #pool: NodePool;

  constructor(database: Database, applications: Applications, pool: NodePool) {
    this.#database = database;
    this.#applications = applications;
    this.#pool = pool;
  }

  /** @returns null when no application has the path */
  async handle(request: RestRequest): Promise<RestResponse | null> {
    for (const { scope, operations } of this.#applications.all()) {
      const match = matchRoute(operations, request.method.toUpperCase(), request.path);
      if (match === null) continue;
      if (match === 'wrong-method') return restFailure(405, 'Method not supported', null);
      const { operation, pathParams } = match;
      return this.#refusal(operation, request) ?? this.#run(scope, operation, pathParams, request);
    }
    return null;
  }

  #refusal(operation: Operation, { principal, headers, body }: RestRequest): RestResponse | null {
    if (operation.requiresAuthentication) {
      if (principal === null) {
        return failure(UNAUTHENTICATED, { 'www-authenticate': 'BASIC realm="Service-now"' });
      }
      const acls = operation.enforcedAcls.every((acl) => passesEndpointAcl(this.#database, acl, principal));
      const internal = !operation.requiresInternalRole || passesInternalRole(this.#database, principal);
      if (!acls || !internal) return failure(NOT_AUTHORIZED);
    }
    const contentType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    const { consumes } = operation;
    const takes = consumes.length === 0 || consumes.includes('*/*') || consumes.includes(contentType);
    if (body !== '' && !takes) {
      return restFailure(415, `Unsupported content type: ${contentType}`, null);
    }
    return null;
  }

  async #run(
    scope: string,
    { script, method, uri }: Operation,
    pathParams: Readonly<Record<string, string>>,
    request: RestRequest,
  ): Promise<RestResponse> {
    const { url, path, query, headers, body, principal } = request;
    try {
      const result = await this.#pool.run({
        kind: 'rest',
        title: `${method} ${uri}`,
        scope,
        user: principal ?? GUEST,
        script,
        request: { url, path, query, pathParams, headers, body },
        scriptedErrors: this.#database.behaviours.scriptedErrors,
      });
      if (result.kind === 'rest') return result.response;
      throw new Error('A node answered a REST request with something else');
    } catch (error) {
      if (!(error instanceof NodeDiedError)) throw error;
      // What the load balancer in front of an instance says when a node goes away.
      return { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>502 Bad Gateway</h1>' };
    }
  }
}

function failure(
  { status, message, detail }: RestError,
  headers?: Readonly<Record<string, string>>,
): RestResponse {
  return restFailure(status, message, detail, headers);
}
