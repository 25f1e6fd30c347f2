/**
 * Whether the gate's job can pull its image: GitLab runs it as whoever played it, who is the callback token's user
 * (app/services/ci/enqueue_job_service.rb), and lets it pull what that user may
 * (app/services/auth/container_registry_authentication_service.rb, `build_can_pull?`).
 */
import type { Environment } from '@change-gate/core';
import { credentials } from '../approval/gitlab.ts';
import type { AskedPipeline } from './pipeline-jobs.ts';

/**
 * The job that asks has its image from the same place, so the job token allowlist of that project lets this one in.
 * @param prefix of the gate's jobs
 * @param env    of a job with the image of the gate's
 * @returns a warning when GitLab says that the token's user may not pull. Empty as well where it does not say so, and where
 *   that decides nothing: an image of another registry, or a login in `DOCKER_AUTH_CONFIG`, which the runner takes first
 */
export async function warnOfImage(
  prefix: string,
  { CI_REGISTRY: registry = '', CI_JOB_IMAGE: image = '', DOCKER_AUTH_CONFIG: ownLogin = '' }: Environment,
  pipeline: AskedPipeline,
): Promise<string[]> {
  // The runner fills in what the configuration has written.
  const [name = ''] = image.replace(/^\$(CI_REGISTRY|\{CI_REGISTRY\})(?=\/)/, registry).split('@');
  if (registry === '' || !name.startsWith(`${registry}/`) || ownLogin !== '') return [];
  const repository = name.slice(registry.length + 1).replace(/:.*$/, '');
  const user = await whoMayNotPull(repository, pipeline).catch(() => null);
  if (user === null) return [];
  return [
    `Job ${prefix}:gate runs as ${user} once ServiceNow has played it, and GitLab does not let that user pull ` +
      `${registry}/${repository}. Unless the runner has that image or a login of its own, the job fails before it has asked ` +
      'ServiceNow. A maintainer of the project of that image makes it public or internal, or the user a Reporter in it.',
  ];
}

/** @returns the callback token's user; null where it may pull, or where GitLab does not tell */
async function whoMayNotPull(
  repository: string,
  { server, callbackToken, http }: AskedPipeline,
): Promise<string | null> {
  if (callbackToken === undefined) return null;
  // With a token that GitLab does not know, the next request would count as a failed login of this address.
  const me = await http({ method: 'GET', url: `${server}/user`, headers: credentials(callbackToken) });
  const { username } = (me.status === 200 ? JSON.parse(me.body) : {}) as { username?: unknown };
  if (typeof username !== 'string') return null;
  const url =
    `${server.replace(/\/api\/v4$/, '')}/jwt/auth?service=container_registry&scope=` +
    encodeURIComponent(`repository:${repository}:pull`);
  const authorization = `Basic ${Buffer.from(`${username}:${callbackToken}`).toString('base64')}`;
  const { status, body } = await http({ method: 'GET', url, headers: { authorization } });
  if (status !== 200) return null;
  const [, claims = ''] = String(JSON.parse(body).token).split('.');
  const { access } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { access?: unknown };
  return Array.isArray(access) && access.length === 0 ? username : null;
}
