/** Checks the callback token before a change is opened. */
import { GateError } from '@change-gate/core';
import { credentials, isJobToken } from '../approval/gitlab.ts';
import type { AskedPipeline } from './pipeline-jobs.ts';

/** The scopes of an access token with which nobody plays a job (GitLab docs, "Personal access token scopes"). */
const PLAY_NOTHING = [
  ...['read_api', 'read_user', 'read_repository', 'write_repository', 'read_registry', 'write_registry'],
  ...[
    'read_virtual_registry',
    'write_virtual_registry',
    'read_service_ping',
    'create_runner',
    'manage_runner',
  ],
  ...['ai_features', 'k8s_proxy', 'self_rotate'],
];

const USE = 'Use a project access token, or a personal one of a bot user, with the scope api.';

/**
 * Refuses a job token, which ends with its job, and a token that GitLab does not know or lets play nothing. Whether its user
 * may play this very gate is not to be asked, and where GitLab does not answer, nothing is claimed.
 * @throws GateError CALLBACK_TOKEN_UNUSABLE
 */
export async function checkCallbackToken(pipeline: AskedPipeline): Promise<void> {
  const { callbackToken: token, jobToken } = pipeline;
  if (token === undefined) return;
  if (token === jobToken || isJobToken(token)) {
    throw unusable('is a job token (CI_JOB_TOKEN): GitLab lets it play no job, and it ends with this job.');
  }
  const { status, scopes } = await askAbout(token, pipeline).catch(() => ({ status: 0, scopes: [] }));
  if (status === 401) {
    throw unusable('is none that GitLab knows (401): it has a mistake, has expired or was revoked.');
  }
  if (scopes.length > 0 && scopes.every((scope) => PLAY_NOTHING.includes(scope))) {
    throw unusable(`has the scope ${scopes.join(', ')} alone: GitLab lets it play no job.`);
  }
}

function unusable(what: string): GateError {
  return new GateError('CALLBACK_TOKEN_UNUSABLE', `The callback token ${what} ${USE}`);
}

/**
 * GitLab docs, "Personal access tokens API", which holds for the tokens of projects and groups too.
 * @returns no scopes where GitLab does not tell: before 15.5, and of another kind of token
 */
async function askAbout(token: string, { server, http }: AskedPipeline) {
  const url = `${server}/personal_access_tokens/self`;
  const { status, body } = await http({ method: 'GET', url, headers: credentials(token) });
  const { scopes } = (status === 200 ? JSON.parse(body) : {}) as { scopes?: unknown };
  return { status, scopes: Array.isArray(scopes) ? scopes.map(String) : [] };
}
