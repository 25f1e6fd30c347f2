/** Codefresh's JSON for builds, as far as the sandbox knows the values. */
import { createHash } from 'node:crypto';
import type { Build } from '../build.ts';

export function buildBody(build: Build) {
  return {
    id: build.id,
    status: build.status,
    pipelineName: build.pipelineName,
    serviceName: build.pipelineName,
    serviceId: pipelineId(build),
    progress: progressId(build),
    created: build.created.toISOString(),
    started: build.started?.toISOString(),
    finished: build.ended?.toISOString(),
    revision: build.git.revision,
    branchName: build.git.branch,
    repoOwner: build.git.repoOwner,
    repoName: build.git.repoName,
    webhookTriggered: false,
  };
}

export function pipelineId({ pipelineName }: Build): string {
  return idOf(pipelineName);
}

/** Of the stream of the build's log; stopping that is how the API stops the build. */
export function progressId({ id }: Build): string {
  return idOf(`progress of ${id}`);
}

/** 24 hex digits, the same for the same text. */
function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
