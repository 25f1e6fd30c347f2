/** Routes of an application's scripted REST APIs: `sys_ws_definition`, `sys_ws_version`, `sys_ws_operation`. */

import type { Refuse } from '../application/refusal.ts';
import { type Script, scriptOf } from '../application/script.ts';
import { active, text, type UpdateRecord } from '../application/update-set.ts';
import { DEFAULT_ACL } from './rest-access.ts';

/** One resource of a scripted REST API, at one URI. */
export interface Operation {
  readonly method: string;
  /** `/api/x_acme/v1/shipping/parcels/{id}` */
  readonly uri: string;
  readonly script: Script;
  readonly requiresAuthentication: boolean;
  /** sys_ids of the ACLs that must all pass; empty when no authorization is asked for. */
  readonly enforcedAcls: readonly string[];
  readonly requiresInternalRole: boolean;
  /** Content types of request bodies that it takes. */
  readonly consumes: readonly string[];
}

export function readOperations(records: readonly UpdateRecord[], refuse: Refuse): Operation[] {
  const definitions = byId(active(records, 'sys_ws_definition'));
  const versions = byId(active(records, 'sys_ws_version'));
  const acls = new Set(active(records, 'sys_security_acl').map(({ fields }) => fields.sys_id));
  return active(records, 'sys_ws_operation').flatMap(({ fields }) => {
    const definition = definitions.get(text(fields, 'web_service_definition'));
    const version = text(fields, 'web_service_version');
    // A resource of an API, or of a version, that is inactive or deleted cannot be reached.
    if (definition === undefined || (version !== '' && !versions.has(version))) return [];
    const enforced = (text(fields, 'enforce_acl') || text(definition, 'enforce_acl'))
      .split(',')
      .filter(Boolean);
    for (const id of enforced.filter((one) => one !== DEFAULT_ACL && !acls.has(one))) {
      refuse(`scripted REST resource "${text(fields, 'name')}": the ACL ${id} that it enforces is not there`);
    }
    const operation: Omit<Operation, 'uri'> = {
      method: text(fields, 'http_method').toUpperCase(),
      script: scriptOf('sys_ws_operation', fields, 'operation_script'),
      requiresAuthentication: fields.requires_authentication !== 'false',
      enforcedAcls: fields.requires_acl_authorization === 'false' ? [] : enforced,
      requiresInternalRole: fields.requires_snc_internal_role === 'true',
      consumes: text(fields, 'consumes').split(',').filter(Boolean),
    };
    const isDefault = version === '' || versions.get(version)?.is_default === 'true';
    const uris = [text(fields, 'operation_uri'), isDefault ? text(fields, 'default_operation_uri') : ''];
    return [...new Set(uris)].filter((uri) => uri !== '').map((uri) => ({ ...operation, uri }));
  });
}

export interface RouteMatch {
  readonly operation: Operation;
  readonly pathParams: Readonly<Record<string, string>>;
}

/**
 * @param path of the request, without its query
 * @returns the resource; `wrong-method` when the path is one, with another method; null when it is none
 */
export function matchRoute(
  operations: readonly Operation[],
  method: string,
  path: string,
): RouteMatch | 'wrong-method' | null {
  const matches = operations.flatMap((operation) => {
    const pathParams = matchUri(operation.uri, path);
    return pathParams === null ? [] : [{ operation, pathParams }];
  });
  if (matches.length === 0) return null;
  const fitting = matches.filter(({ operation }) => operation.method === method);
  // `/parcels/next` goes before `/parcels/{id}`.
  fitting.sort((a, b) => Object.keys(a.pathParams).length - Object.keys(b.pathParams).length);
  return fitting[0] ?? 'wrong-method';
}

function matchUri(uri: string, path: string): Record<string, string> | null {
  const wanted = uri.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (part !== segment) return null;
    } else if (segment === '') return null;
    else params[name] = decode(segment);
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function byId(records: readonly UpdateRecord[]): Map<string, UpdateRecord['fields']> {
  return new Map(records.map(({ fields }) => [text(fields, 'sys_id'), fields]));
}
