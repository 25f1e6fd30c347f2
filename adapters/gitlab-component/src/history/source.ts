/** What a pipeline deploys, where it stands among those of its project, and who started it. */
import type { BuildSource, Environment } from '@change-gate/core';
import { startedBy } from './people.ts';
import type { DeployingPipeline } from './read-history.ts';

/**
 * The commit is the pipeline's, which a job checks out. In a pipeline for merged results and in a merge train that is a merge that
 * GitLab makes for this pipeline alone: it is what is deployed, and no later pipeline finds it in its history.
 * @returns undefined where the runner does not tell the pipeline's number in its project
 */
export function sourceOf(env: Environment, asked: DeployingPipeline): BuildSource | undefined {
  const number = /^\d{1,15}$/.test(env.CI_PIPELINE_IID ?? '') ? Number(env.CI_PIPELINE_IID) : undefined;
  if (number === undefined) return undefined;
  const host = asked.server.replace(/^https?:\/\/|\/api\/v4$/g, '');
  return {
    pipeline: `${host}/${env.CI_PROJECT_PATH ?? asked.project}`,
    // Child pipelines are counted with the others, and the project's id outlasts its name (app/models/ci/pipeline.rb, `has_internal_id`).
    sequence: { counter: `${host}/projects/${asked.project}`, number },
    repository: env.CI_PROJECT_URL ?? '',
    commit: env.CI_COMMIT_SHA ?? '',
    ref: env.CI_COMMIT_REF_NAME ?? '',
    people: startedBy(env),
    ...(env.CI_PROJECT_DIR && { workspace: env.CI_PROJECT_DIR }),
    async history(range) {
      const { readHistory } = await import('./read-history.ts');
      return readHistory(range, asked);
    },
  };
}
