/**
 * The environment of a job stands in none of its variables, but in the ID tokens of one with `id-token: write`, as the claim
 * `environment` (GitHub docs, "OpenID Connect reference"). Elsewhere a step is believed.
 */
import { type Environment, GateError, type Http } from '@change-gate/core';
import { gateNameOf } from '../gate/gate-name.ts';
import { idTokenRequest } from './id-token.ts';

/**
 * @param given the environment that the step names
 * @throws GateError GATE_NAME_TAKEN where its job is of another one
 */
export async function checkJobEnvironment(given: string, env: Environment, http: Http): Promise<void> {
  const job = await environmentOfJob(env, http);
  if (job === undefined || gateNameOf(job) === gateNameOf(given)) return;
  throw new GateError(
    'GATE_NAME_TAKEN',
    `This step is for environment ${given}, and its job deploys to environment ${job}: it would go by the change of another one.`,
    {
      remedy: `Give both the same environment, or, where it is another job that waits at ${given}, this step gate-name: ${gateNameOf(given)} in place of environment.`,
    },
  );
}

/** @returns `undefined` where GitHub does not tell, or does not answer, as in most jobs: this check is one more, and no gate */
async function environmentOfJob(env: Environment, http: Http): Promise<string | undefined> {
  try {
    // For an audience of nobody's: this token signs in nowhere.
    const { url, authorization } = idTokenRequest(env, 'job-environment');
    const { body } = await http({ method: 'GET', url, headers: { authorization } });
    const [, claims = ''] = JSON.parse(body).value.split('.');
    const { environment } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    return typeof environment === 'string' ? environment : undefined;
  } catch {
    return undefined;
  }
}
