/** The variables that GitLab itself gives a job (GitLab docs, "Predefined CI/CD variables reference"). */
import { dirname } from 'node:path';
import type { LiveJob } from '../live-job.ts';
import type { Pipeline, PipelineOrigin } from '../pipeline.ts';
import { isProtected, type ProjectSettings } from '../project.ts';

export const DEFAULT_BRANCH = 'main';

/**
 * @fact The commit's title and message in variables | are filled in like any other, `$NAME` and `$$` | source |
 *   lib/gitlab/ci/variables/builder/pipeline.rb, without `raw`; app/presenters/ci/build_runner_presenter.rb
 * @param url     the server's, without a trailing slash
 * @param message the commit's
 */
export function pipelineVariables(
  url: string,
  project: ProjectSettings,
  pipeline: PipelineOrigin & Pick<Pipeline, 'sha' | 'createdAt'>,
  message: string,
): Record<string, string> {
  const { host, hostname, port } = new URL(url);
  const [group = '', name = ''] = project.path.split('/');
  const [title = ''] = message.split('\n');
  return {
    CI: 'true',
    GITLAB_CI: 'true',
    CI_SERVER_URL: url,
    CI_SERVER_FQDN: host,
    CI_SERVER_HOST: hostname,
    CI_SERVER_PORT: port,
    CI_SERVER_PROTOCOL: 'http',
    CI_API_V4_URL: `${url}/api/v4`,
    CI_PROJECT_ID: String(project.id),
    CI_PROJECT_PATH: project.path,
    CI_PROJECT_PATH_SLUG: slug(project.path),
    CI_PROJECT_NAMESPACE: group,
    CI_PROJECT_ROOT_NAMESPACE: group,
    CI_PROJECT_NAME: name,
    CI_PROJECT_URL: `${url}/${project.path}`,
    CI_DEFAULT_BRANCH: DEFAULT_BRANCH,
    ...refVariables(project, pipeline),
    CI_COMMIT_SHA: pipeline.sha,
    CI_COMMIT_SHORT_SHA: pipeline.sha.slice(0, 8),
    CI_COMMIT_MESSAGE: message,
    CI_COMMIT_TITLE: title,
    CI_REGISTRY: registryHost(url),
    // In lower case (app/models/project.rb, `container_registry_url`), as an image's name has to be.
    CI_REGISTRY_IMAGE: `${registryHost(url)}/${project.path.toLowerCase()}`,
    CI_PIPELINE_ID: String(pipeline.id),
    CI_PIPELINE_IID: String(pipeline.iid),
    CI_PIPELINE_URL: pipeline.webUrl,
    CI_PIPELINE_SOURCE: pipeline.source,
    CI_PIPELINE_CREATED_AT: seconds(pipeline.createdAt),
    ...userVariables(pipeline.user),
    // Since GitLab 18.9.
    ...(pipeline.upstream !== null && {
      CI_UPSTREAM_PIPELINE_ID: String(pipeline.upstream.pipeline),
      CI_UPSTREAM_PROJECT_ID: String(project.id),
      CI_UPSTREAM_JOB_ID: String(pipeline.upstream.job),
    }),
  };
}

/** @param url the server's, without a trailing slash */
export function registryHost(url: string): string {
  return `registry.${new URL(url).host}`;
}

/**
 * @fact `CI_COMMIT_BRANCH` | is absent in a pipeline for a tag, which has `CI_COMMIT_TAG`, and in one for a merge request, which has
 *   `CI_MERGE_REQUEST_IID` | documented | doc/ci/variables/predefined_variables.md
 */
function refVariables(
  project: ProjectSettings,
  { ref, tag, mergeRequest }: PipelineOrigin,
): Record<string, string> {
  const name = mergeRequest?.sourceBranch ?? ref;
  return {
    CI_COMMIT_REF_NAME: name,
    CI_COMMIT_REF_SLUG: slug(name),
    CI_COMMIT_REF_PROTECTED: String(isProtected(project, { ref, tag })),
    ...(mergeRequest === null
      ? { [tag ? 'CI_COMMIT_TAG' : 'CI_COMMIT_BRANCH']: ref }
      : {
          CI_MERGE_REQUEST_ID: String(mergeRequest.iid),
          CI_MERGE_REQUEST_IID: String(mergeRequest.iid),
          CI_MERGE_REQUEST_EVENT_TYPE: mergeRequest.event,
          CI_MERGE_REQUEST_REF_PATH: ref,
          CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: name,
          CI_MERGE_REQUEST_TARGET_BRANCH_NAME: DEFAULT_BRANCH,
        }),
  };
}

/** @param folder the job's, which holds the files of the repository */
export function jobVariables(job: LiveJob, token: string, folder: string): Record<string, string> {
  return {
    CI_BUILDS_DIR: dirname(folder),
    CI_PROJECT_DIR: folder,
    CI_ENVIRONMENT_NAME: job.definition.environment,
    CI_JOB_ID: String(job.id),
    CI_JOB_NAME: job.name,
    CI_JOB_NAME_SLUG: slug(job.name),
    CI_JOB_STAGE: job.stage,
    CI_JOB_URL: job.webUrl,
    CI_JOB_TOKEN: token,
    CI_JOB_IMAGE: job.definition.image,
    // @fact `CI_JOB_MANUAL` | `true` in a job whose `when` is `manual` or `delayed`, and absent in others | source |
    // lib/gitlab/ci/variables/builder.rb
    ...(job.playable && { CI_JOB_MANUAL: 'true' }),
    CI_JOB_STARTED_AT: seconds(job.startedAt ?? job.createdAt),
    ...userVariables(job.user),
  };
}

function userVariables(user: string): Record<string, string> {
  return { GITLAB_USER_LOGIN: user, GITLAB_USER_NAME: user, GITLAB_USER_EMAIL: `${user}@example.com` };
}

/** GitLab's `Gitlab::Utils.slugify`. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}

/** ISO 8601, to the second. */
function seconds(time: Date): string {
  return time.toISOString().replace(/\.\d+/, '');
}
