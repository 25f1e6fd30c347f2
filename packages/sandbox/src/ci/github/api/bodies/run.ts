/** Runs, jobs and workflows as the API shows them (OpenAPI: workflow-run, job, workflow). */

import type { Directory } from '../../directory.ts';
import { shortRef } from '../../git-ref.ts';
import { nodeId } from '../../ids.ts';
import type { LiveRun } from '../../live-run.ts';
import type { Repository, WorkflowFile } from '../../repository.ts';
import type { Job } from '../../run.ts';
import { RUNNER } from '../../runner/job-variables.ts';
import type { Urls } from '../../server-urls.ts';
import { accountBody } from './account.ts';
import { repositoryBody, repositoryUrl } from './repository.ts';

export function runPage(run: LiveRun, urls: Urls): string {
  return `${urls.server}/${run.repository}/actions/runs/${run.id}`;
}

function headBranch({ pullRequest, ref }: LiveRun): string {
  return pullRequest?.head ?? shortRef(ref);
}

export function runBody(run: LiveRun, directory: Directory, urls: Urls) {
  const { home, id, created, ended } = run;
  const url = `${repositoryUrl(home, urls)}/actions/runs/${id}`;
  const person = { name: run.actor, email: `${run.actor}@users.noreply.example.com` };
  const repository = repositoryBody(home, urls);
  return {
    id,
    name: run.workflowFile.name,
    node_id: nodeId('WFR', id),
    head_branch: headBranch(run),
    head_sha: run.sha,
    path: `.github/workflows/${run.workflow}`,
    display_title: run.title,
    run_number: run.number,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflowFile.id,
    check_suite_id: id,
    check_suite_node_id: nodeId('CS', id),
    url,
    html_url: runPage(run, urls),
    pull_requests: [],
    created_at: created.toISOString(),
    updated_at: (ended ?? created).toISOString(),
    actor: accountBody(directory.account(run.actor), urls),
    run_attempt: run.attempt,
    referenced_workflows: [],
    run_started_at: created.toISOString(),
    triggering_actor: accountBody(directory.account(run.triggeringActor), urls),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(home, urls)}/check-suites/${id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${repositoryUrl(home, urls)}/actions/workflows/${run.workflowFile.id}`,
    head_commit: {
      id: run.sha,
      tree_id: run.sha,
      message: 'The state of the sandbox',
      timestamp: created.toISOString(),
      author: person,
      committer: person,
    },
    repository,
    head_repository: repository,
  };
}

export function jobBody(job: Job, run: LiveRun, urls: Urls) {
  const url = `${repositoryUrl(run.home, urls)}/actions/jobs/${job.id}`;
  const started = job.started ?? run.created;
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${repositoryUrl(run.home, urls)}/actions/runs/${run.id}`,
    run_attempt: job.attempt,
    node_id: nodeId('CR', job.id),
    head_sha: run.sha,
    head_branch: headBranch(run),
    url,
    html_url: `${runPage(run, urls)}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: run.created.toISOString(),
    started_at: started.toISOString(),
    completed_at: job.ended?.toISOString() ?? null,
    name: job.name,
    steps: job.steps.map(({ name, conclusion }, index) => ({
      name,
      status: 'completed',
      conclusion,
      number: index + 1,
    })),
    check_run_url: `${repositoryUrl(run.home, urls)}/check-runs/${job.id}`,
    labels: [],
    runner_id: job.started === null ? null : 1,
    runner_name: job.started === null ? null : RUNNER.name,
    runner_group_id: job.started === null ? null : 1,
    runner_group_name: job.started === null ? null : 'Default',
    workflow_name: run.workflowFile.name,
  };
}

export function workflowBody({ id, file, name }: WorkflowFile, repository: Repository, urls: Urls, at: Date) {
  const page = `${urls.server}/${repository.fullName}`;
  return {
    id,
    node_id: nodeId('W', id),
    name,
    path: `.github/workflows/${file}`,
    state: 'active',
    created_at: at.toISOString(),
    updated_at: at.toISOString(),
    url: `${repositoryUrl(repository, urls)}/actions/workflows/${id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/.github/workflows/${file}`,
    badge_url: `${page}/workflows/${file}/badge.svg`,
  };
}
