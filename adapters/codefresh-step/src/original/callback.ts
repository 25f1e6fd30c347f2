/**
 * The registration that the update set of Codefresh's original step takes: `POST /api/<namespace>/codefresh/callback`,
 * answered by an empty 200. It looks at nothing but Implement and Canceled, once, and sends no second time.
 */
import { type CallbackRegistration, GateError, type ServiceNowClient } from '@change-gate/core';

/**
 * @param namespace of the Scripted REST API, as the import gave it; 409723 in the published update sets
 * @returns what this way costs, for the log
 * @throws GateError APP_NOT_INSTALLED, INVALID_INPUT, or any of the client's
 */
export async function registerWithOriginal(
  namespace: string,
  client: ServiceNowClient,
  { change, build, server, credential, policy }: CallbackRegistration,
): Promise<string> {
  if (!('token' in credential)) {
    throw new GateError(
      'INVALID_INPUT',
      'The update set of the original step takes a token only: set CALLBACK_TOKEN, or leave SN_NAMESPACE out.',
    );
  }
  const path = `/api/${namespace}/codefresh/callback`;
  const body = {
    cr_number: change.number,
    cf_build_id: build.id,
    cf_token: credential.token,
    cf_url: server.replace(/\/api$/, ''),
    cr_policy: policy.conflict,
  };
  try {
    await client.request('POST', path, { body });
  } catch (error) {
    if (!(error instanceof GateError) || !ABSENT.includes(error.code)) throw error;
    throw new GateError(
      'APP_NOT_INSTALLED',
      `There is nothing at ${path} on this instance: the update set of the original step is not installed, or its ` +
        'API has another namespace. Look at the base path of the Scripted REST API "Codefresh", or leave SN_NAMESPACE ' +
        'out to register with the Change Gate app.',
      { cause: error },
    );
  }
  return (
    `Registered with the update set of the original step (namespace ${namespace}). It approves in Implement and denies ` +
    'when the change is canceled; a rejected or closed change leaves the build paused until its timeout, a callback ' +
    'that fails is not repeated, and windows, deadlines and other states are not looked at. Its flow keeps the token ' +
    'in clear. `verify` protects the deployment all the same. Where an admin has imported Change Gate, leave SN_NAMESPACE out.'
  );
}

const ABSENT: readonly string[] = ['APP_NOT_INSTALLED', 'RECORD_NOT_FOUND'];
