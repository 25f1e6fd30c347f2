import type { Database, Row } from '../database/database.ts';
import { notImplemented } from '../rest/rest-error.ts';
import { activeApplication, isPublic } from './applications.ts';

/** On a new instance `state` is required; on one that was upgraded this property is `optional`. */
export const STATE_REQUIRED_PROPERTY = 'glide.oauth.state.parameter.required';

/** What a client asks the person's browser to ask of `/oauth_auth.do`. */
export interface AuthorizationRequest {
  /** Row of `oauth_entity`. */
  readonly application: Row;
  /** `token` is the implicit grant. */
  readonly responseType: 'code' | 'token';
  /** As the client gave it. */
  readonly redirectUri: string;
  /** Where the browser goes: the registered URL that it matches, else the first of them. */
  readonly target: URL;
  readonly state: string | undefined;
  /** base64url of the SHA-256 of the code verifier; empty without PKCE. */
  readonly challenge: string;
}

/** The request is one that no browser may be sent back for. */
export class BadAuthorizationRequest extends Error {
  override readonly name = 'BadAuthorizationRequest';
}

/**
 * @param query parameters (ServiceNow docs, authorization-workflow, t_CreateEndpointforExternalClients)
 * @throws BadAuthorizationRequest with a sentence for the person in front of the browser
 */
export function authorizationRequest(database: Database, query: URLSearchParams): AuthorizationRequest {
  const application = activeApplication(database, query.get('client_id') ?? '');
  if (application === undefined)
    throw new BadAuthorizationRequest('There is no application with this client_id');
  const responseType = query.get('response_type');
  if (responseType !== 'code' && responseType !== 'token') {
    throw new BadAuthorizationRequest('response_type must be code or token');
  }
  const state = query.get('state') ?? undefined;
  if (state === undefined && (database.property(STATE_REQUIRED_PROPERTY) || 'true') === 'true') {
    throw new BadAuthorizationRequest('Missing State parameter in request');
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  const target = redirectTarget(application, redirectUri);
  return { application, responseType, redirectUri, target, state, challenge: challenge(application, query) };
}

/** One of the registered URLs, whatever the request says: a code goes nowhere else. */
function redirectTarget(application: Row, redirectUri: string): URL {
  const registered = (application.redirect_url ?? '').split(',').map((url) => url.trim());
  const url = registered.includes(redirectUri) ? redirectUri : (registered[0] ?? '');
  const target = URL.parse(url);
  if (target !== null) return target;
  throw new BadAuthorizationRequest(
    'The application has no Redirect URL; enter one in the Application Registry',
  );
}

function challenge(application: Row, query: URLSearchParams): string {
  const text = query.get('code_challenge') ?? '';
  if (text === '') {
    if (!isPublic(application)) return '';
    throw new BadAuthorizationRequest('A public client must send a code_challenge');
  }
  const method = query.get('code_challenge_method') ?? 'plain';
  if (method !== 'S256') throw notImplemented(`the code_challenge_method ${method}, only S256`);
  return text;
}
