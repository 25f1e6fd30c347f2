/** Codefresh's JSON for builds, as far as the sandbox knows the values. */
import { createHash } from 'node:crypto';
import type { Build } from '../build.ts';

export function buildBody(build: Build) {
  return {
    id: build.id,
    status: build.status,
    pipelineName: build.pipelineName,
    serviceName: build.pipelineName,
    serviceId: createHash('sha256').update(build.pipelineName).digest('hex').slice(0, 24),
    created: build.created.toISOString(),
    started: build.started?.toISOString(),
    finished: build.ended?.toISOString(),
    revision: build.git.revision,
    branchName: build.git.branch,
    repoOwner: build.git.repoOwner,
    repoName: build.git.repoName,
  };
}
