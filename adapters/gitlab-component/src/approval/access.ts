/**
 * What GitLab says of a token, for the job that opens a change, and for ServiceNow, which asks for itself: what it means, and
 * nothing of how it was asked. Runs inside ServiceNow too: see `ApprovalApi`.
 */

/** The scopes of an access token with which nobody plays a job (GitLab docs, "Personal access token scopes"). */
const PLAY_NOTHING =
  'read_api read_user read_repository write_repository read_registry write_registry read_virtual_registry write_virtual_registry read_service_ping create_runner manage_runner ai_features k8s_proxy self_rotate'.split(
    ' ',
  );

/** What to use instead of a token with which nobody plays a job. */
export const USE = 'Use a project access token, or a personal one of a bot user, with the scope api.';

/** Of a job token, after "the token". */
export const JOB_TOKEN =
  'is a job token (CI_JOB_TOKEN): GitLab lets it play no job, and it ends with this job.';

/**
 * Why nobody plays a job with a token, after "the token"; `null` where that is not known.
 *
 * @param status of the answer to what the token says of itself
 * @param scopes none where GitLab does not tell
 */
export function faultOf(status: number, scopes: readonly string[]): string | null {
  if (status === 401) return 'is none that GitLab knows (401): it has a mistake, has expired or was revoked.';
  return scopes.length > 0 && scopes.every((scope) => PLAY_NOTHING.indexOf(scope) >= 0)
    ? `has the scope ${scopes.join(', ')} alone: GitLab lets it play no job.`
    : null;
}

/** @param told what GitLab answers of a token. @returns no scopes where it does not tell: before 15.5, and of another kind of token */
export function scopesOf(told: { readonly scopes?: unknown }): string[] {
  return Array.isArray(told.scopes) ? told.scopes.map(String) : [];
}
