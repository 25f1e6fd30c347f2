/** A HashiCorp Vault on loopback: JWT sign-in for one role, and secrets of a KV engine, version 2 (Vault docs, "JWT auth method"). */
import { createPublicKey, type JsonWebKey, randomUUID, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface VaultRole {
  readonly name: string;
  /** Whose tokens it takes, as a URL without a trailing slash; asked when a token comes. */
  readonly issuer: () => string;
  readonly boundAudience: string;
  readonly boundClaims: Readonly<Record<string, string>>;
}

/** Fields by the engine's mount and the secret's path: `kv/change-gate`. */
export type VaultSecrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Vault {
  readonly url: string;
  close(): Promise<void>;
}

type Answer = readonly [status: number, body: object];

export async function startVault(role: VaultRole, secrets: VaultSecrets): Promise<Vault> {
  const tokens = new Set<string>();

  async function signIn(request: IncomingMessage): Promise<Answer> {
    const { role: name, jwt = '' } = JSON.parse(await textOf(request));
    const refusal = name === role.name ? await refusalOf(jwt, role) : `role "${name}" could not be found`;
    if (refusal !== undefined) return [400, { errors: [refusal] }];
    const token = `hvs.${randomUUID()}`;
    tokens.add(token);
    return [200, { auth: { client_token: token } }];
  }

  function read({ headers }: IncomingMessage, [, mount, path]: RegExpExecArray): Answer {
    if (!tokens.has(String(headers['x-vault-token']))) return [403, { errors: ['permission denied'] }];
    const data = secrets[`${mount}/${path}`];
    return data === undefined ? [404, { errors: [] }] : [200, { data: { data } }];
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '' } = request;
    const secret = /^\/v1\/([^/]+)\/data\/(.+)$/.exec(url);
    const notFound: Answer = [404, { errors: [] }];
    const isSignIn = method === 'POST' && url === '/v1/auth/jwt/login';
    const [status, body] = isSignIn
      ? await signIn(request)
      : secret === null
        ? notFound
        : read(request, secret);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @returns why a token does not sign in, in Vault's words; undefined where it does */
async function refusalOf(jwt: string, role: VaultRole): Promise<string | undefined> {
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const published = await fetch(`${role.issuer()}/oauth/discovery/keys`);
  const { keys } = (await published.json()) as { keys: (JsonWebKey & { kid: string })[] };
  const { kid } = decoded(header);
  const jwk = keys.find((key) => key.kid === kid);
  const isSigned =
    jwk !== undefined &&
    verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      createPublicKey({ key: jwk, format: 'jwk' }),
      Buffer.from(signature, 'base64url'),
    );
  if (!isSigned) return 'error validating token: error verifying token signature';
  const claims = decoded(payload);
  if (claims.iss !== role.issuer()) return 'error validating token: invalid issuer (iss) claim';
  if (claims.aud !== role.boundAudience) {
    return 'error validating token: invalid audience (aud) claim: audience claim does not match any bound audience';
  }
  const different = Object.entries(role.boundClaims).find(([name, value]) => claims[name] !== value);
  return different === undefined
    ? undefined
    : `error validating claims: claim "${different[0]}" does not match any associated bound claim values`;
}

function decoded(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
