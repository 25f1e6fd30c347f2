/** Deployments as the API shows them (OpenAPI: deployment). */
import type { Deployment } from '../../deployment.ts';
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
  const { id, environment, created } = deployment;
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
    updated_at: created.toISOString(),
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(repository, urls),
    transient_environment: false,
    production_environment: false,
  };
}

/** OpenAPI: deployment-status. @param url of the job */
export function deploymentStatusBody(
  {
    deployment,
    state,
    url,
  }: { readonly deployment: Deployment; readonly state: string; readonly url: string },
  repository: Repository,
  directory: Directory,
  urls: Urls,
) {
  const { id, environment, created } = deployment;
  const deploymentUrl = `${repositoryUrl(repository, urls)}/deployments/${id}`;
  return {
    url: `${deploymentUrl}/statuses/${id}`,
    id,
    node_id: nodeId('DES', id),
    state,
    creator: accountBody(directory.account(deployment.creator), urls),
    description: '',
    environment: environment.name,
    target_url: url,
    log_url: url,
    environment_url: '',
    created_at: created.toISOString(),
    updated_at: created.toISOString(),
    deployment_url: deploymentUrl,
    repository_url: repositoryUrl(repository, urls),
  };
}
