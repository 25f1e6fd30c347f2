/** Deployments as the API shows them (OpenAPI: deployment, deployment-status). */
import type { Deployment, DeploymentStatus } from '../../deployment.ts';
import type { Directory } from '../../directory.ts';
import { nodeId } from '../../ids.ts';
import type { Repository } from '../../repository.ts';
import type { Urls } from '../../server-urls.ts';
import { accountBody } from './account.ts';
import { repositoryUrl } from './repository.ts';

export function deploymentBody(
  deployment: Deployment,
  repository: Repository,
  directory: Directory,
  urls: Urls,
) {
  const { id, environment, created, statuses } = deployment;
  const url = `${repositoryUrl(repository, urls)}/deployments/${id}`;
  return {
    url,
    id,
    node_id: nodeId('DE', id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: 'deploy',
    payload: {},
    original_environment: environment.name,
    environment: environment.name,
    description: null,
    creator: accountBody(directory.account(deployment.creator), urls),
    created_at: created.toISOString(),
    updated_at: (statuses.at(-1)?.at ?? created).toISOString(),
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(repository, urls),
    transient_environment: false,
    production_environment: false,
  };
}

export function deploymentStatusBody(
  { id, state, environmentUrl, at }: DeploymentStatus,
  deployment: Deployment,
  repository: Repository,
  directory: Directory,
  urls: Urls,
) {
  const deploymentUrl = `${repositoryUrl(repository, urls)}/deployments/${deployment.id}`;
  const logUrl = `${urls.server}/${repository.fullName}/actions/runs/${deployment.run}`;
  return {
    url: `${deploymentUrl}/statuses/${id}`,
    id,
    node_id: nodeId('DES', id),
    state,
    creator: accountBody(directory.actionsBot, urls),
    description: '',
    environment: deployment.environment.name,
    target_url: logUrl,
    created_at: at.toISOString(),
    updated_at: at.toISOString(),
    deployment_url: deploymentUrl,
    repository_url: repositoryUrl(repository, urls),
    environment_url: environmentUrl,
    log_url: logUrl,
  };
}
