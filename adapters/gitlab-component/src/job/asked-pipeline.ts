/** The pipeline of this job, for GitLab's API (GitLab docs, "Predefined CI/CD variables reference"). */
import { createCiHttp, type Environment, GateError, type Http, type InputSource } from '@change-gate/core';
import type { AskedPipeline } from '../gate/pipeline-jobs.ts';

/** @throws GateError INVALID_INPUT where this is no job of GitLab's */
export function askedPipeline(
  env: Environment,
  source: InputSource,
  http: Http = createCiHttp(source, env),
): AskedPipeline {
  return {
    server: required(env, 'CI_API_V4_URL').replace(/\/+$/, ''),
    project: required(env, 'CI_PROJECT_ID'),
    pipeline: required(env, 'CI_PIPELINE_ID'),
    jobToken: env.CI_JOB_TOKEN,
    callbackToken: source.values['callback-token'],
    http,
  };
}

/** @throws GateError INVALID_INPUT where GitLab's variable is not set */
export function required(env: Environment, name: string): string {
  const value = env[name];
  if (value) return value;
  throw new GateError(
    'INVALID_INPUT',
    `${name} is not set: this runs in a GitLab job, where GitLab sets it.`,
  );
}
