/** From inputs to a client of the instance: certificates, retries and sign-in put together. */
import type { BuildContext, DisplayName, Environment } from './adapter.ts';
import type { Clock } from './clock.ts';
import type { TlsOptions } from './http/agents.ts';
import { createCiHttp } from './http/ci-http.ts';
import { createHttp, type Http } from './http/http.ts';
import { readPem } from './http/pem.ts';
import { withRedaction } from './http/redaction.ts';
import { withRetries } from './http/retry.ts';
import type { Inputs } from './inputs.ts';
import type { Log } from './log.ts';
import type { Secrets } from './secrets.ts';
import { createClient, type ServiceNowClient } from './servicenow/client.ts';
import { AccessTokens } from './sign-in/access-tokens.ts';
import { createSignIn, lateSignIn, type SignInOptions } from './sign-in/create-sign-in.ts';
import type { CredentialInputs } from './sign-in/credentials.ts';
import { VERSION } from './version.ts';

export type ConnectionInputs = CredentialInputs &
  Pick<Inputs, 'instance-url' | 'app-scope' | 'ca-certificate'>;

export interface ConnectionOptions {
  readonly displayName: DisplayName;
  readonly log: Log;
  readonly clock: Clock;
  /** Taken out of every answer that a message may quote; the connection adds its own. */
  readonly secrets: Secrets;
  /** Names the proxies. */
  readonly env: Environment;
  /** How the build's CI gives it ID tokens. */
  readonly idToken: BuildContext['idToken'];
  /** Another transport, for tests. */
  readonly http?: Http | undefined;
  /** Whether what the sign-in lacks is an error of its first request only: for a check, of which it is a line. */
  readonly signsInLate?: boolean;
}

/** Operations of one process share their access tokens. */
const TOKENS = new AccessTokens();

/** How one operation reaches its instance. */
export interface Connection {
  /** Signs in and tries again. */
  readonly client: ServiceNowClient;
  /** Sends one request as it is, once. */
  readonly http: Http;
}

/**
 * Nothing has been sent yet when this returns.
 * @throws GateError INVALID_INPUT unless the inputs describe exactly one way to sign in
 */
export async function connect(
  inputs: ConnectionInputs,
  { displayName, log, clock, secrets, env, idToken, http, signsInLate = false }: ConnectionOptions,
): Promise<Connection> {
  const instanceUrl = inputs['instance-url'];
  const pem = (name: keyof ConnectionInputs) => readPem(inputs[name], displayName(name));
  const [ca, cert, key, jwtPrivateKey] = await Promise.all([
    pem('ca-certificate'),
    pem('client-certificate'),
    pem('client-key'),
    pem('jwt-private-key'),
  ]);
  for (const secret of [key, jwtPrivateKey]) if (secret !== undefined) secrets.add(secret);
  const tls: TlsOptions = {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
  const transport = http ?? createHttp({ userAgent: `change-gate/${VERSION}`, tls, env });
  const redacted = (plain: Http) => withRedaction(plain, secrets.redact);
  const patient = (plain: Http) => withRetries(redacted(plain), { clock, log });
  const retrying = patient(transport);
  const authority = inputs['ca-certificate'];
  const values = authority === undefined ? {} : { 'ca-certificate': authority };
  const options: SignInOptions = {
    instanceUrl,
    displayName,
    mask: secrets.add,
    clock,
    jwtPrivateKey,
    http: retrying,
    tokens: TOKENS,
    idToken,
    ciHttp: patient(createCiHttp({ values, displayName }, env)),
  };
  const signIn = signsInLate ? lateSignIn(inputs, options) : createSignIn(inputs, options);
  const client = createClient(instanceUrl, signIn, retrying, inputs['app-scope']);
  return { client, http: redacted(transport) };
}
