/**
 * Installation tokens of a GitHub App: a JWT proves who the app is, and GitHub answers with a token, which is revoked
 * after the call (GitHub docs, "Generating an installation access token for a GitHub App").
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
    const { server, installationId, proof } = request;
    const response = http.send({
      method: 'POST',
      url: `${server}/app/installations/${encodeURIComponent(installationId)}/access_tokens`,
      headers: headers(proof),
      body: '{}',
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

function tokenOf(response: ApprovalHttpResponse): string {
  const { token } = (parseJson(response.body) ?? {}) as { token?: unknown };
  return typeof token === 'string' ? token : '';
}

function notMinted(
  { credential }: AppTokenRequest,
  { status, body, location }: ApprovalHttpResponse,
): ApprovalAnswer {
  const isTransient = status === 0 || status === 429 || status >= 500;
  const end = location === undefined ? '.' : `: ${redirectTo(location)}`;
  return answer(
    isTransient ? 'unavailable' : 'refused',
    `No installation token for credential ${credential}: the server answered ${status || body}${end}`,
  );
}
