/** The secrets that a runner reads from HashiCorp Vault before a job's script runs. */
import { isLoopback } from '../../../http/loopback.ts';
import type { Secret } from '../definition/secrets.ts';
import { expandVariables } from './variable-expansion.ts';

/**
 * @fact A job with `secrets` | the runner signs in at `VAULT_SERVER_URL`, at its auth method `VAULT_AUTH_PATH` (`jwt` where it is
 *   left out) as `VAULT_AUTH_ROLE`, and reads; where Vault refuses, the job fails before its script | documented |
 *   doc/ci/secrets/hashicorp_vault.md; gitlab-runner, common/build.go, `executeResolveSecretsStage`
 * @param environment the job's variables
 * @returns values by variable
 * @throws Error with Vault's words
 */
export async function secretsFromVault(
  secrets: Readonly<Record<string, Secret>>,
  environment: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [variable, { engine, path, field, token }] of Object.entries(secrets)) {
    const { auth } = await ask<{ auth?: { client_token?: string } }>(
      environment,
      `auth/${environment.VAULT_AUTH_PATH ?? 'jwt'}/login`,
      {
        method: 'POST',
        body: JSON.stringify({
          role: environment.VAULT_AUTH_ROLE,
          jwt: expandVariables(token, environment),
        }),
      },
    );
    const { data } = await ask<{ data?: { data?: Record<string, string> } }>(
      environment,
      `${engine}/data/${path}`,
      { headers: { 'x-vault-token': auth?.client_token ?? '' } },
    );
    const value = data?.data?.[field];
    if (value === undefined) throw new Error(`${variable}: Vault has no field ${field}`);
    values[variable] = value;
  }
  return values;
}

/** Vault's HTTP API, version 1. */
async function ask<T>(
  { VAULT_SERVER_URL: server = '' }: Readonly<Record<string, string>>,
  path: string,
  init: RequestInit,
): Promise<T> {
  const url = URL.parse(`${server}/v1/${path}`);
  if (url === null || !isLoopback(url)) {
    throw new Error(`VAULT_SERVER_URL is no Vault on this machine: ${server}`);
  }
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`api error: status code ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}
