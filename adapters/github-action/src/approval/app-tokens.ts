/**
 * Installation tokens of a GitHub App: a JWT proves who the app is, and GitHub answers with a token, which is revoked
 * after the call (GitHub docs, "Generating an installation access token for a GitHub App"). It is asked for one repository,
 * and for what the gate's way needs: an App may be installed in all of them, with more.
 */
import type {
  ApprovalAnswer,
  ApprovalHttpResponse,
  AppTokenApi,
  AppTokenRequest,
} from '@change-gate/core/approval';
import { answer, parseJson, redirectTo } from '@change-gate/core/approval-client';
import { headers } from './github.ts';

/** Seconds. GitHub's clock may be behind, and it takes no proof that lives longer than ten minutes. */
const PROOF = { early: 60, lifetime: 9 * 60 };

export const appTokens: AppTokenApi = {
  claims: (appId, now) => ({ iat: now - PROOF.early, exp: now + PROOF.lifetime, iss: appId }),
  mint(request, http) {
    const { server, installationId, proof, target } = request;
    // A gate that may be registered need not name it yet; without it, the token would open all that the App is installed in.
    if (target.repo === undefined)
      return answer('unavailable', 'No token is made for an App where no repository is named.');
    const response = http.send({
      method: 'POST',
      url: `${server}/app/installations/${encodeURIComponent(installationId)}/access_tokens`,
      headers: headers(proof),
      body: JSON.stringify({ repositories: [target.repo], permissions: permissionsFor(target) }),
    });
    const token = response.status === 201 ? tokenOf(response) : '';
    if (token === '') return notMinted(request, response);
    return {
      token,
      release: () => {
        http.send({ method: 'DELETE', url: `${server}/installation/token`, headers: headers(token) });
      },
    };
  },
};

/** GitHub docs, "Permissions required for GitHub Apps", of the calls that each way makes. */
function permissionsFor({ way, workflow }: AppTokenRequest['target']): Readonly<Record<string, string>> {
  if (way !== 'dispatch') return { actions: 'read', deployments: 'write' };
  return workflow === '' ? { actions: 'read', contents: 'write' } : { actions: 'write' };
}

function tokenOf(response: ApprovalHttpResponse): string {
  const { token } = (parseJson(response.body) ?? {}) as { token?: unknown };
  return typeof token === 'string' ? token : '';
}

function notMinted(
  { credential, target }: AppTokenRequest,
  { status, body, location }: ApprovalHttpResponse,
): ApprovalAnswer {
  const isTransient = status === 0 || status === 429 || status >= 500;
  const why = status === 422 ? missing(target) : location === undefined ? '.' : `: ${redirectTo(location)}`;
  return answer(
    isTransient ? 'unavailable' : 'refused',
    `No installation token for credential ${credential}: the server answered ${status || body}${why}`,
  );
}

/** GitHub gives an installation's token no more than the installation has. */
function missing(target: AppTokenRequest['target']): string {
  const permissions = permissionsFor(target);
  const wanted = Object.keys(permissions).map((name) => `${name}: ${permissions[name]}`);
  return `. An owner of ${target.owner} has to install the App for ${target.owner}/${target.repo}, with ${wanted.join(', ')}.`;
}
