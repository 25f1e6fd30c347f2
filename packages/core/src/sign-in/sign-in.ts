import { describeIdToken, idTokenRemedy } from './id-token.ts';

/** What makes a request one of the integration user's. */
export interface SignIn {
  /** Headers that carry the credential; asks for an access token first where the method has one. */
  headers(): Promise<Readonly<Record<string, string>>>;
  /** Forgets the access token, so that the next `headers()` gets a new one; absent where there is none to renew. */
  readonly renew?: () => void;
  /** What to do when the instance answers 401: one sentence. */
  readonly remedy: string;
  /** The user's own name (`user_name`), where the method knows it. */
  readonly userName?: string;
}

/** HTTP Basic authentication with a user's name and password. */
export function basic(username: string, password: string): SignIn {
  const authorization = `Basic ${basicToken(username, password)}`;
  return {
    headers: async () => ({ authorization }),
    remedy:
      "Check the username and password of the integration user; if they are right, the instance's admin sees whether the user is locked out or inactive, its password has expired or has to be changed, or multi-factor authentication is asked of it.",
    userName: username,
  };
}

/** The encoded user name and password, as they are sent. They are a secret too: base64 hides nothing. */
export function basicToken(username: string, password: string): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}

/** An OAuth access token that an earlier step got, or an ID token of the CI; it cannot be renewed here. */
export function bearer(accessToken: string): SignIn {
  return {
    headers: async () => ({ authorization: `Bearer ${accessToken}` }),
    remedy:
      describeIdToken(accessToken) === undefined
        ? 'The access token is wrong or has expired: give a new one.'
        : idTokenRemedy(accessToken, false),
  };
}

/** An inbound API key of the instance (plugin `com.glide.tokenbased_auth`). */
export function apiKey(key: string): SignIn {
  return {
    headers: async () => ({ 'x-sn-apikey': key }),
    remedy:
      'Check the API key, and that a REST API Access Policy with an API key profile covers this API on the instance.',
  };
}

/** Mutual TLS: the certificate of the connection says who asks, and no header does. */
export function clientCertificate(): SignIn {
  return {
    headers: async () => ({}),
    remedy: 'Map the client certificate to the integration user on the instance.',
  };
}
