/** The job that closes the change: it runs whenever the deployment is over, and finds out itself how that went. */
import {
  createPatientCiHttp,
  type Environment,
  GateError,
  type InputSource,
  type Outputs,
  type ReadInputs,
} from '@change-gate/core';
import { type Deployment, deploymentOf, stagesOf } from '../gate/deployment.ts';
import { askedPipeline } from './asked-pipeline.ts';

/** The template's value of `outcome`: what GitLab shows of the jobs that deploy. */
const BY_JOBS = 'jobs';

export interface Closing {
  readonly read: ReadInputs;
  /** Why the deployment was no success; undefined where it was one, or nobody asked GitLab. */
  readonly reason?: string;
}

/**
 * @param log is told how the deployment went
 * @returns `read` with that as its `outcome`, for a job whose outcome is `jobs`; it throws NOT_CLOSABLE where nobody can know
 *   yet. null where nothing was deployed, so that there is nothing to close
 */
export async function withOutcomeOfJobs(
  read: ReadInputs,
  env: Environment,
  log: Outputs,
): Promise<Closing | null> {
  try {
    const source = read(env);
    return source.values.outcome === BY_JOBS ? await closing(source, env, log) : { read };
  } catch (error) {
    return {
      read: () => {
        throw error;
      },
    };
  }
}

async function closing(source: InputSource, env: Environment, log: Outputs): Promise<Closing | null> {
  const { values, displayName } = source;
  const prefix = values['gate-name'] ?? '';
  const triggers = values['trigger-jobs'] === 'none' ? ('none' as const) : undefined;
  const gate = { prefix, stages: stagesOf(values['deploy-stages']), triggers };
  const asked = askedPipeline(env, source, createPatientCiHttp(source, env, log));
  const deployment = await deploymentOf(gate, asked);
  if (deployment.state === 'not begun') {
    log.info(`${prefix}:gate has let nothing be deployed, so there is nothing to close.`);
    return null;
  }
  if (deployment.state === 'hidden') throw hidden(env);
  if (deployment.state !== 'over') throw notOver(deployment, env);
  const { outcome, why } = deployment;
  log.info(`The deployment ${outcome === 'success' ? 'has succeeded' : 'has not succeeded'}: ${why}.`);
  const { 'close-code': code, ...others } = values;
  // It says how a success is closed.
  const ofSuccess = outcome === 'success' && code !== undefined ? { 'close-code': code } : {};
  const closed = { values: { ...others, ...ofSuccess, outcome }, displayName };
  return { read: () => closed, ...(outcome !== 'success' && { reason: why }) };
}

function hidden({ CI_JOB_NAME: job = 'this job' }: Environment): GateError {
  return new GateError(
    'NOT_CLOSABLE',
    'GitLab does not show all jobs of this pipeline, so nobody knows here how the deployment has ended. The change stays as it is. ' +
      `Give ${job} a token with the scope read_api as CHANGE_GATE_CALLBACK_TOKEN, since GitLab shows jobs that start a pipeline ` +
      'to no job token, and retry it; or say trigger-jobs: none in the include, where no job that deploys starts one.',
  );
}

function notOver(
  { state, why }: Extract<Deployment, { state: 'going' | 'waits' }>,
  { CI_JOB_NAME: job = 'this job' }: Environment,
): GateError {
  const sentence = why.charAt(0).toUpperCase() + why.slice(1);
  const remedy =
    state === 'waits'
      ? `If it is to deploy, play it, and retry ${job} when it has ended. If not, end the change in ServiceNow, and put a job that does ` +
        'not deploy, like one that stops an environment, into a stage that is not in deploy-stages.'
      : `Retry ${job} when the deployment is over.`;
  return new GateError(
    'NOT_CLOSABLE',
    `${sentence}, so nobody knows here how the deployment ends. The change stays as it is. ${remedy}`,
  );
}
