/** Checks the callback token before a change is opened. */
import { type Environment, GateError } from '@change-gate/core';
import { isJobToken } from '../approval/gitlab.ts';

/** Refuses a job token, which ends with its job. @throws GateError CALLBACK_TOKEN_UNUSABLE */
export function checkCallbackToken(token: string | undefined, env: Environment): void {
  if (token === undefined) return;
  if (token !== env.CI_JOB_TOKEN && !isJobToken(token)) return;
  throw new GateError(
    'CALLBACK_TOKEN_UNUSABLE',
    'The callback token is a job token (CI_JOB_TOKEN): GitLab lets it play no job, and it ends with this job. ' +
      'Use a project access token, or a personal one of a bot user, with the scope api.',
  );
}
