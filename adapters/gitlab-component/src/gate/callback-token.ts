/** Checks the callback token before a change is opened. */
import { GateError, type GateLog } from '@change-gate/core';
import { faultOf, JOB_TOKEN, scopesOf, USE } from '../approval/access.ts';
import { credentials, isJobToken } from '../approval/gitlab.ts';
import type { AskedPipeline } from './pipeline-jobs.ts';

/**
 * Refuses a job token, which ends with its job, and a token that GitLab does not know or lets play nothing. Whether its user
 * may play this very gate is not to be asked, and where GitLab does not answer, nothing is claimed, and `log` is told so.
 * @throws GateError CALLBACK_TOKEN_UNUSABLE
 */
export async function checkCallbackToken(
  pipeline: AskedPipeline,
  log: Pick<GateLog, 'unseen'>,
): Promise<void> {
  const { callbackToken: token, jobToken } = pipeline;
  if (token === undefined) return;
  if (token === jobToken || isJobToken(token)) {
    throw unusable(JOB_TOKEN);
  }
  const { status, scopes } = await askAbout(token, pipeline).catch(() => ({ status: 0, scopes: [] }));
  const fault = faultOf(status, scopes);
  if (fault !== null) throw unusable(fault);
  if (scopes.length === 0) log.unseen('token', 'GitLab does not tell what the callback token may do.');
}

function unusable(what: string): GateError {
  return new GateError('CALLBACK_TOKEN_UNUSABLE', `The callback token ${what}`, { remedy: USE });
}

/** GitLab docs, "Personal access tokens API", which holds for the tokens of projects and groups too. */
async function askAbout(token: string, { server, http }: AskedPipeline) {
  const url = `${server}/personal_access_tokens/self`;
  const { status, body } = await http({ method: 'GET', url, headers: credentials(token) });
  return { status, scopes: scopesOf(status === 200 ? JSON.parse(body) : {}) };
}
