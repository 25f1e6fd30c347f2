/** Gives a job what it signs in with, and takes it back when the job ends. */
import type { Credentials } from '../credentials/credentials.ts';
import type { OidcProvider } from '../credentials/oidc.ts';
import type { Account } from '../directory.ts';
import type { RunContext } from './run-context.ts';

export function jobCredentials(
  credentials: Credentials,
  oidc: OidcProvider,
  bot: Account,
): RunContext['credentials'] {
  return (run, job, permissions) => {
    const token = credentials.mintForJob(bot, run.repository, permissions);
    const idTokenRequest = permissions['id-token'] === 'write' ? oidc.admit(run, job) : null;
    return {
      token,
      idTokenRequest,
      revoke() {
        credentials.revoke(token);
        if (idTokenRequest !== null) oidc.revoke(idTokenRequest);
      },
    };
  };
}
