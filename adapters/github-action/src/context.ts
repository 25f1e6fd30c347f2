/** The build, as the runner's variables describe it (GitHub docs, "Variables reference"). */
import {
  createCiHttp,
  createPatientCiHttp,
  type Environment,
  GateError,
  type Operation,
  type ParsedInputs,
  type ReadContext,
} from '@change-gate/core';
import { type Gate, readGate } from './gate/gate.ts';
import { gateNameOf } from './gate/gate-name.ts';
import { sourceOf } from './history/source.ts';
import { type ownInputs, readInputs } from './inputs.ts';
import { idTokenRequest } from './runner/id-token.ts';
import { checkJobEnvironment } from './runner/job-environment.ts';
import { hasVerified, noteInJob } from './runner/job-notes.ts';
import { writeSummary } from './runner/summary.ts';

export const readContext: ReadContext<typeof ownInputs> = (env, own) => {
  const run = required(env, 'GITHUB_RUN_ID');
  const repository = required(env, 'GITHUB_REPOSITORY');
  const server = required(env, 'GITHUB_API_URL').replace(/\/+$/, '');
  const [owner = '', repo = ''] = repository.split('/');
  const gate = readGate(own, env);
  const commit = commitOf(own, run, env);
  const source = sourceOf(env, own, commit);
  return {
    ci: 'github',
    title: `GitHub run ${run} of ${env.GITHUB_WORKFLOW ?? 'a workflow'} in ${repository}`,
    build: {
      id: run,
      url: `${env.GITHUB_SERVER_URL ?? 'https://github.com'}/${repository}/actions/runs/${run}`,
    },
    // A re-run keeps the id of its run, which is unique on its server, and gets another attempt: with the attempt it
    // would open a second change.
    buildKey: `${server.replace(/^https?:\/\/|\/api\/v3$/g, '')}/${repository}/${own['run-id'] ?? run}`,
    place: placeOf(env, gate),
    environment: own.environment && gateNameOf(own.environment),
    commit,
    ...(source && { source }),
    gateRemedy: GATE_REMEDY,
    server,
    // Only `open` knows its gate; for `cancel` there may be a registration.
    callback: own.gate !== 'wait',
    target: (gateName) => ({
      way: gate.way,
      owner,
      repo,
      run_id: run,
      run_attempt: env.GITHUB_RUN_ATTEMPT ?? '1',
      sha: commit ?? '',
      gate: gateName,
      environment: gate.environment,
      workflow: gate.workflow,
      ref: gate.ref,
      event_type: gate.eventType,
    }),
    idToken: (audience) => idTokenRequest(env, audience),
    async checkGate({ callbackToken }, log) {
      // What few steps do is loaded by these alone.
      const { checkGate } = await import('./gate/check-gate.ts');
      const source = readInputs(env);
      const asked = {
        ...{ gate, server, repository, callbackToken, env },
        jobToken: own['github-token'] ?? '',
        http: createCiHttp(source, env),
        patientHttp: createPatientCiHttp(source, env, log),
      };
      return checkGate(asked, log);
    },
    async checkPlace() {
      const { environment } = own;
      if (environment === undefined) return;
      await checkJobEnvironment(environment, env, createCiHttp(readInputs(env), env));
    },
    async completed(operation) {
      noteInJob(operation, env);
      if (env.GITHUB_STEP_SUMMARY) writeSummary(operation, env.GITHUB_STEP_SUMMARY);
    },
    outcomeRemedy: OUTCOME_REMEDY,
    ...(isUnverifiedRerun(env) && { closedBefore: CLOSED_BEFORE }),
    runAgain: (operation) => runAgain(operation, own['run-id'] !== undefined),
  };
};

/**
 * The commit that is deployed. A run keeps its own in every attempt (GitHub docs, "Re-running workflows and jobs"); a workflow
 * that another run has started may stand on any commit, and whoever starts it by hand may give it any.
 * @throws GateError INVALID_INPUT
 */
function commitOf(own: ParsedInputs<typeof ownInputs>, run: string, env: Environment): string | undefined {
  if (own.sha === undefined && (own['run-id'] ?? run) !== run) {
    throw new GateError(
      'INVALID_INPUT',
      "The step's inputs are not usable. sha: is required with the run-id of another run. Give it the commit that is deployed, for example ${{ inputs.sha }}.",
    );
  }
  return own.sha ?? env.GITHUB_SHA;
}

/** The legs of a matrix share the name of their job. */
function placeOf(env: Environment, { environment, workflow, eventType }: Gate): string | undefined {
  const job = env.GITHUB_JOB;
  if (!job) return undefined;
  const gate = { environment: environment.toLowerCase(), workflow, event: eventType };
  const named = Object.entries(gate).filter(([, name]) => name !== '');
  return [`job ${job}`, ...named.map(([what, name]) => `${what} ${name}`)].join(', ');
}

const GATE_REMEDY =
  "Give this step the same environment as its open has, or the same gate-name; without a gate-name, a gate has its environment's.";

const OUTCOME_REMEDY =
  'In the job that deploys, let verify be the first step and leave outcome out; in a job of its own, give it ' +
  'outcome: ${{ needs.deploy.result }}, where deploy is the job that deploys and stands in needs; in a composite action that another ' +
  'one uses: outcome: ${{ inputs.outcome }}, filled in with ${{ steps.deploy.outcome }} where the deployment is a step';

/** *Re-run failed jobs* repeats no job that has succeeded, such as one that does nothing but verify. */
function isUnverifiedRerun(env: Environment): boolean {
  return Number(env.GITHUB_RUN_ATTEMPT) > 1 && !hasVerified(env);
}

const CLOSED_BEFORE =
  'This run was started again, and this job has not verified the change: if the deployment has run again, no change allowed it. ' +
  'Let verify be the first step of the job that deploys, and choose Re-run all jobs, which opens a new change.';

/**
 * A re-run keeps the id of its run (GitHub docs, "Re-running workflows and jobs").
 * @param opensElsewhere whether another run has opened the change, and started this one
 */
function runAgain(operation: Operation, opensElsewhere: boolean): string {
  const failed = 'In GitHub, choose Re-run failed jobs';
  if (operation === 'open') {
    return `${failed}: the run keeps its id, so open goes on with the change that it has opened, if any.`;
  }
  if (operation === 'close') {
    return `Close the change in ServiceNow. ${failed} only if its whole job may run again, the deployment included.`;
  }
  return operation === 'verify' && !opensElsewhere
    ? 'In GitHub, choose Re-run all jobs: open finds this change, and ServiceNow calls back again. Re-run failed jobs repeats this job alone, and a person has to let it pass its environment.'
    : `${failed}: it repeats the whole job of this step.`;
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (value) return value;
  throw new GateError(
    'INVALID_INPUT',
    `${name} is not set: this action runs on a GitHub runner, which sets it.`,
  );
}
