/** Runs the steps of one job on a runner of its own, then the posts of its actions, and keeps its outputs. */

import { type Contexts, interpolate } from '../definition/expression.ts';
import type { StepsJob, Workflow } from '../definition/workflow.ts';
import type { LiveJob } from '../live-job.ts';
import type { LiveRun } from '../live-run.ts';
import type { Permissions } from '../options.ts';
import type { Conclusion } from '../run.ts';
import { JobFolders } from './job-folders.ts';
import { JobScope } from './job-scope.ts';
import { jobVariables, RUNNER } from './job-variables.ts';
import type { JobCredentials, RunContext } from './run-context.ts';
import { interpolateAll } from './run-step.ts';
import { runSteps } from './run-steps.ts';

export interface JobRequest {
  readonly run: LiveRun;
  readonly job: LiveJob;
  readonly definition: StepsJob;
  readonly workflow: Workflow;
  /** `github`, `needs`, `inputs`, `vars`, `matrix` */
  readonly contexts: Contexts & { readonly github: Readonly<Record<string, unknown>> };
  readonly secrets: Readonly<Record<string, string>>;
  readonly permissions: Permissions;
  /** The job is to be cancelled. */
  readonly cancel: AbortSignal;
}

/** @throws PipelineError when an expression of the job itself cannot be evaluated */
export async function runJob(request: JobRequest, host: RunContext): Promise<Conclusion> {
  const { run, job, definition, workflow } = request;
  const credentials = host.credentials(run, job, request.permissions);
  const folders = await JobFolders.create(host.folder, run.payload);
  try {
    const scope = createScope(request, credentials, folders);
    const contexts = scope.contexts();
    Object.assign(scope.env, interpolateAll(workflow.env, contexts));
    Object.assign(scope.env, interpolateAll(definition.env, contexts));
    await runSteps(
      definition.steps,
      {
        scope,
        folders,
        variables: jobVariables(contextOf(request, credentials, folders), folders, credentials, host.urls),
        clock: host.clock,
        cancel: request.cancel,
        kill: run.forced,
      },
      host.actions,
    );
    if (request.cancel.aborted) scope.status = 'cancelled';
    keepOutputs(definition, scope);
    return scope.status;
  } finally {
    credentials.revoke();
    await folders.remove();
  }
}

function createScope(request: JobRequest, credentials: JobCredentials, folders: JobFolders): JobScope {
  const scope = new JobScope(request.job, {
    github: contextOf(request, credentials, folders),
    contexts: request.contexts,
    secrets: { ...request.secrets, GITHUB_TOKEN: credentials.token },
    runner: {
      name: RUNNER.name,
      os: RUNNER.os,
      arch: RUNNER.arch,
      environment: RUNNER.environment,
      temp: folders.temp,
      tool_cache: folders.toolCache,
      ...(request.run.debug && { debug: '1' }),
    },
    debug: request.run.debug,
  });
  if (credentials.idTokenRequest !== null) scope.masks.add(credentials.idTokenRequest);
  return scope;
}

function contextOf({ contexts }: JobRequest, { token }: JobCredentials, { workspace, event }: JobFolders) {
  return { ...contexts.github, token, workspace, event_path: event };
}

/**
 * @fact A job output that holds a masked value | is left out with a warning; an empty one silently;
 *   `environment.url` likewise | source | actions/runner, JobExtension
 */
function keepOutputs({ outputs, environment }: StepsJob, scope: JobScope): void {
  const { job, masks } = scope;
  const contexts = scope.contexts();
  for (const [name, text] of Object.entries(outputs)) {
    const value = interpolate(text, contexts);
    if (value === '') continue;
    if (masks.hide(value) === value) job.outputs[name] = value;
    else scope.annotate('warning', `Skip output '${name}' since it may contain secret.`);
  }
  if (environment === null || job.environment === null || environment.url === '') return;
  const { secrets: _, ...inUrl } = contexts;
  const url = interpolate(environment.url, inUrl);
  if (masks.hide(url) === url) job.environment = { ...job.environment, url };
  else {
    const { name } = job.environment;
    scope.annotate('warning', `Skip setting environment url as environment '${name}' may contain secret.`);
  }
}
