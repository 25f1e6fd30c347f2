/** GitLab's JSON for pipelines, jobs and deployments, as far as the sandbox knows the values. */
import { type Deployment, deploymentStatus, pendingApprovals } from '../deployments.ts';
import type { LiveJob } from '../live-job.ts';
import type { Pipeline } from '../pipeline.ts';

export function pipelineBody(pipeline: Pipeline, project: number) {
  return {
    id: pipeline.id,
    iid: pipeline.iid,
    project_id: project,
    sha: pipeline.sha,
    ref: pipeline.ref,
    status: pipeline.status,
    source: pipeline.source,
    created_at: pipeline.createdAt.toISOString(),
    web_url: pipeline.webUrl,
  };
}

/** Of a job or a bridge, with what only either has (lib/api/entities/ci/job.rb, bridge.rb). */
export function processableBody(job: LiveJob, pipeline: Pipeline, project: number) {
  return job.bridge ? bridgeBody(job, pipeline, project) : jobBody(job, pipeline, project);
}

export function jobBody(job: LiveJob, pipeline: Pipeline, project: number) {
  return {
    ...basicBody(job, pipeline, project),
    artifacts: [],
    runner: job.startedAt === null ? null : { id: 1, description: 'sandbox', active: true, is_shared: true },
  };
}

function bridgeBody(bridge: LiveJob, pipeline: Pipeline, project: number) {
  const { child } = bridge;
  return {
    ...basicBody(bridge, pipeline, project),
    downstream_pipeline: child === null ? null : pipelineBody(child, project),
  };
}

function basicBody(job: LiveJob, pipeline: Pipeline, project: number) {
  const { startedAt, finishedAt } = job;
  const duration =
    startedAt === null || finishedAt === null ? null : (finishedAt.getTime() - startedAt.getTime()) / 1000;
  return {
    id: job.id,
    status: job.status,
    stage: job.stage,
    name: job.name,
    ref: pipeline.ref,
    tag: pipeline.tag,
    coverage: null,
    allow_failure: job.allowFailure,
    created_at: job.createdAt.toISOString(),
    started_at: startedAt?.toISOString() ?? null,
    finished_at: finishedAt?.toISOString() ?? null,
    erased_at: null,
    duration,
    queued_duration: startedAt === null ? null : 0.01,
    ...(job.status === 'failed' && { failure_reason: job.failureReason || 'script_failure' }),
    user: { username: job.user, name: job.user, state: 'active' },
    commit: { id: pipeline.sha, short_id: pipeline.sha.slice(0, 8), title: 'Pipeline' },
    pipeline: pipelineBody(pipeline, project),
    web_url: job.webUrl,
    project: { ci_job_token_scope_enabled: false },
  };
}

export function deploymentBody(deployment: Deployment, pipeline: Pipeline, project: number) {
  return {
    id: deployment.id,
    ref: pipeline.ref,
    sha: pipeline.sha,
    status: deploymentStatus(deployment),
    environment: { name: deployment.environment },
    deployable: jobBody(deployment.job, pipeline, project),
    pending_approval_count: pendingApprovals(deployment),
    approvals: deployment.approvals.map(approvalBody),
  };
}

export function approvalBody({ user, status, createdAt, comment }: Deployment['approvals'][number]) {
  return { user: { username: user, name: user }, status, created_at: createdAt.toISOString(), comment };
}
