/** The pipeline, as GitLab's variables describe it (GitLab docs, "Predefined CI/CD variables reference"). */
import { GateError, letsDeploy, type ReadContext } from '@change-gate/core';
import { warnOfJobsAfterFailedGate } from './gate/after-failed-gate.ts';
import { warnOfAutoCancel } from './gate/auto-cancel.ts';
import { checkJobsWait } from './gate/before-gate.ts';
import { checkCallbackToken } from './gate/callback-token.ts';
import { retryClosingJob } from './gate/closing-job.ts';
import { readConfiguration } from './gate/configuration.ts';
import { checkDeployStages } from './gate/deploy-stages.ts';
import { stagesOf } from './gate/deployment.ts';
import { checkDeploymentOver } from './gate/deployment-over.ts';
import { checkGateJob } from './gate/gate-job.ts';
import { warnOfImage } from './gate/image-of-gate.ts';
import { checkIncludedOnce } from './gate/included-once.ts';
import { warnOfOptionalJobs } from './gate/optional-deployment.ts';
import { warnOfOptionalGate } from './gate/optional-gate.ts';
import { warnOfRelease } from './gate/server-release.ts';
import { sourceOf } from './history/source.ts';
import { type ownInputs, readInputs } from './inputs.ts';
import { askedPipeline, required } from './job/asked-pipeline.ts';
import { withFileSecrets } from './job/file-secrets.ts';
import { idTokenOf } from './job/id-token.ts';

export const readContext: ReadContext<typeof ownInputs> = (env, own) => {
  const path = env.CI_PROJECT_PATH;
  if (own.gate === 'deployment-approval' && own.environment === undefined) {
    throw new GateError(
      'INVALID_INPUT',
      'CHANGE_GATE_ENVIRONMENT: is required with gate deployment-approval. Name the protected environment of the gate.',
    );
  }
  const given = withFileSecrets(readInputs)(env);
  const asked = askedPipeline(env, given);
  const { server, project, pipeline } = asked;
  const gated = (prefix: string) => ({
    prefix,
    stages: stagesOf(own['deploy-stages']),
    triggers: own['trigger-jobs'],
  });
  const gate = jobName(given.values['gate-name'] ?? '');
  const source = sourceOf(env, { ...asked, gate, stages: stagesOf(own['deploy-stages']) });
  return {
    ci: 'gitlab',
    title: `GitLab pipeline ${pipeline}${path ? ` of ${path}` : ''}`,
    build: { id: pipeline, url: required(env, 'CI_PIPELINE_URL') },
    // A retried pipeline keeps its id, which is unique on its instance, and gets new job ids.
    buildKey: `${server.replace(/^https?:\/\/|\/api\/v4$/g, '')}/${pipeline}`,
    place: env.CI_JOB_NAME && `job ${env.CI_JOB_NAME}`,
    began: env.CI_PIPELINE_CREATED_AT,
    server,
    ...(source && { source }),
    callback: true,
    idToken: () => idTokenOf(env),
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
    checkCancel: (gateName) => checkDeploymentOver(gated(gateName), asked),
    async checkGate({ name }, log) {
      await checkCallbackToken(asked, log);
      await checkGateJob(jobName(name), asked, log);
      const configuration = await readConfiguration(jobName(name), env.CI_COMMIT_SHA, asked);
      if (configuration.jobs.length === 0) {
        log.unseen(
          'gate',
          `GitLab does not show the configuration of this pipeline, and so not whether ${WAIT}.`,
        );
      }
      checkIncludedOnce(name, configuration);
      await checkDeployStages(gated(name), configuration.jobs, asked);
      checkJobsWait(gated(name), configuration);
      return [
        ...warnOfRelease(env),
        ...warnOfJobsAfterFailedGate(gated(name), configuration.jobs),
        ...warnOfOptionalGate(name, configuration.jobs),
        ...(await warnOfOptionalJobs(gated(name), configuration.jobs, asked)),
        ...warnOfAutoCancel(name, configuration),
        ...(await warnOfImage(name, env, asked)),
      ];
    },
    async completed({ operation, gate, outputs }) {
      const passes = operation === 'verify' && letsDeploy(outputs.decision);
      if (passes && env.CI_JOB_NAME === jobName(gate)) await retryClosingJob(gate, asked);
    },
  };
};

const WAIT = 'all jobs that deploy wait for the gate';

/** The blocking manual job of the gate with this name, as the template names it. */
function jobName(gateName: string): string {
  return `${gateName}:gate`;
}
