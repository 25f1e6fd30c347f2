import { type Environment, GateError } from '@change-gate/core';

/** The job's ID token, under this name in `id_tokens` of the template. */
export const ID_TOKEN_VARIABLE = 'CHANGE_GATE_ID_TOKEN';

/** @throws GateError NO_ID_TOKEN where the job has none */
export function idTokenOf(env: Environment): string {
  const token = env[ID_TOKEN_VARIABLE]?.trim();
  if (token) return token;
  throw new GateError(
    'NO_ID_TOKEN',
    `${ID_TOKEN_VARIABLE} is empty: GitLab has signed no ID token for this job.`,
    {
      remedy:
        "Whoever maintains the pipeline takes a variable of this name away, and leaves id_tokens of the component's jobs as they are.",
    },
  );
}
