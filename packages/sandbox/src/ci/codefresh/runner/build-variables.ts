/** The variables that Codefresh itself gives a build (docs, pipelines/variables). */
import type { BuildOrigin } from '../build.ts';
import { VOLUME_MOUNT } from './container.ts';

export interface BuildVariablesSource extends BuildOrigin {
  readonly created: Date;
}

/**
 * @fact Variables of a build | `CF_*` of the documentation, but for pull requests, commits and releases |
 *   documented | pipelines/variables
 * @param url    the Codefresh server's, without a trailing slash
 * @param apiKey the build's own API key
 * @param oidc   where the build gets ID tokens
 */
export function buildVariables(
  build: BuildVariablesSource,
  url: string,
  apiKey: string,
  oidc: { readonly requestUrl: string; readonly requestToken: string },
): Record<string, string> {
  const { branch, revision, repoOwner, repoName } = build.git;
  return {
    CF_BUILD_ID: build.id,
    CF_BUILD_URL: buildUrl(url, build.id),
    CF_BUILD_INITIATOR: build.initiator,
    CF_BUILD_TRIGGER: 'build',
    CF_BUILD_TIMESTAMP: String(build.created.getTime()),
    CF_URL: url,
    CF_ACCOUNT: ACCOUNT,
    CF_API_KEY: apiKey,
    CF_OIDC_REQUEST_URL: oidc.requestUrl,
    CF_OIDC_REQUEST_TOKEN: oidc.requestToken,
    CF_PIPELINE_NAME: build.pipelineName,
    CF_BRANCH: branch,
    CF_BRANCH_TAG_NORMALIZED: branch.replace(/[^\w.-]/g, '-').toLowerCase(),
    CF_REVISION: revision,
    CF_SHORT_REVISION: revision.slice(0, 7),
    CF_REPO_OWNER: repoOwner,
    CF_REPO_NAME: repoName,
    CF_VOLUME_PATH: VOLUME_MOUNT,
    CI: 'true',
  };
}

/** Where a person would see the build. */
function buildUrl(url: string, id: string): string {
  return `${url}/build/${id}`;
}

/** The one account of the sandbox's Codefresh. */
export const ACCOUNT = 'sandbox';
