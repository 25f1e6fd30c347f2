/** The pipeline, as GitLab's variables describe it (GitLab docs, "Predefined CI/CD variables reference"). */
import { createCiHttp, type Environment, GateError, type ReadContext } from '@change-gate/core';
import { warnOfJobsAfterFailedGate } from './gate/after-failed-gate.ts';
import { checkCallbackToken } from './gate/callback-token.ts';
import { checkDeploymentOver } from './gate/deployment-over.ts';
import { checkGateJob } from './gate/gate-job.ts';
import { warnOfImage } from './gate/image-of-gate.ts';
import { type ownInputs, readInputs } from './inputs.ts';

export const readContext: ReadContext<typeof ownInputs> = (env, own) => {
  const server = required(env, 'CI_API_V4_URL').replace(/\/+$/, '');
  const project = required(env, 'CI_PROJECT_ID');
  const pipeline = required(env, 'CI_PIPELINE_ID');
  const path = env.CI_PROJECT_PATH;
  if (own.gate === 'deployment-approval' && own.environment === undefined) {
    throw new GateError(
      'INVALID_INPUT',
      'CHANGE_GATE_ENVIRONMENT: is required with gate deployment-approval. Name the protected environment of the gate.',
    );
  }
  const inputs = readInputs(env);
  const asked = {
    ...{ server, project, pipeline, jobToken: env.CI_JOB_TOKEN },
    ...{ callbackToken: inputs.values['callback-token'], http: createCiHttp(inputs, env) },
  };
  return {
    ci: 'gitlab',
    title: `GitLab pipeline ${pipeline}${path ? ` of ${path}` : ''}`,
    build: { id: pipeline, url: required(env, 'CI_PIPELINE_URL') },
    // A retried pipeline keeps its id, which is unique on its instance, and gets new job ids.
    buildKey: `${server.replace(/^https?:\/\/|\/api\/v4$/g, '')}/${pipeline}`,
    place: env.CI_JOB_NAME && `job ${env.CI_JOB_NAME}`,
    began: env.CI_PIPELINE_CREATED_AT,
    server,
    callback: true,
    // The job by its name: its id changes when it is retried.
    runAgain: () =>
      'In GitLab, retry this job: its pipeline keeps its id, so the job finds the change of this pipeline, if there is one.',
    target: (gateName) => ({
      project_id: project,
      pipeline_id: pipeline,
      job: jobName(gateName),
      environment: own.gate === 'deployment-approval' ? (own.environment ?? '') : '',
      on_denied: own['on-denied'] ?? 'fail',
    }),
    checkCancel: (gateName) => checkDeploymentOver(gateName, asked),
    async checkGate({ name, callbackToken }) {
      checkCallbackToken(callbackToken, env);
      await checkGateJob(jobName(name), asked);
      return [
        ...(await warnOfJobsAfterFailedGate(name, env.CI_COMMIT_SHA, asked)),
        ...(await warnOfImage(name, env, asked)),
      ];
    },
  };
};

/** The blocking manual job of the gate with this name, as the template names it. */
function jobName(gateName: string): string {
  return `${gateName}:gate`;
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (value) return value;
  throw new GateError(
    'INVALID_INPUT',
    `${name} is not set: this runs in a GitLab job, where GitLab sets it.`,
  );
}
