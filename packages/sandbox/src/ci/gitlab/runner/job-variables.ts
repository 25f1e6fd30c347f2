/** The variables that GitLab itself gives a job (GitLab docs, "Predefined CI/CD variables reference"). */
import type { LiveJob } from '../live-job.ts';
import type { PipelineOrigin } from '../pipeline.ts';
import type { ProjectSettings } from '../project.ts';

export const DEFAULT_BRANCH = 'main';

/** @param url the server's, without a trailing slash */
export function pipelineVariables(
  url: string,
  project: ProjectSettings,
  pipeline: PipelineOrigin,
): Record<string, string> {
  const { host } = new URL(url);
  const [group = '', name = ''] = project.path.split('/');
  return {
    CI: 'true',
    GITLAB_CI: 'true',
    CI_SERVER_URL: url,
    CI_SERVER_FQDN: host,
    CI_SERVER_HOST: host.split(':')[0] ?? '',
    CI_API_V4_URL: `${url}/api/v4`,
    CI_PROJECT_ID: String(project.id),
    CI_PROJECT_PATH: project.path,
    CI_PROJECT_NAMESPACE: group,
    CI_PROJECT_NAME: name,
    CI_PROJECT_URL: `${url}/${project.path}`,
    CI_DEFAULT_BRANCH: DEFAULT_BRANCH,
    CI_COMMIT_BRANCH: pipeline.ref,
    CI_COMMIT_REF_NAME: pipeline.ref,
    CI_PIPELINE_ID: String(pipeline.id),
    CI_PIPELINE_IID: String(pipeline.iid),
    CI_PIPELINE_URL: pipeline.webUrl,
    CI_PIPELINE_SOURCE: pipeline.source,
    GITLAB_USER_LOGIN: pipeline.user,
    GITLAB_USER_NAME: pipeline.user,
    GITLAB_USER_EMAIL: `${pipeline.user}@example.com`,
    // Since GitLab 18.9.
    ...(pipeline.upstream !== null && {
      CI_UPSTREAM_PIPELINE_ID: String(pipeline.upstream.pipeline),
      CI_UPSTREAM_PROJECT_ID: String(project.id),
      CI_UPSTREAM_JOB_ID: String(pipeline.upstream.job),
    }),
  };
}

export function jobVariables(job: LiveJob, token: string): Record<string, string> {
  return {
    CI_JOB_ID: String(job.id),
    CI_JOB_NAME: job.name,
    CI_JOB_STAGE: job.stage,
    CI_JOB_URL: job.webUrl,
    CI_JOB_TOKEN: token,
    CI_JOB_IMAGE: job.definition.image,
  };
}
