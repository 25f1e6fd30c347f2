/**
 * What the steps of one job tell one another: which changes it has verified, and which it has closed. How a job stands says how a
 * deployment ended only where that very job deploys. `close` takes it for that where the same job has verified that change
 * before; a job of its own always stands at success, whatever became of the others.
 */
import { exportVariable } from '@actions/core';
import { type CompletedOperation, type Environment, letsDeploy } from '@change-gate/core';
import { gateNameOf } from '../gate/gate-name.ts';

/** Live as long as the job: what one step adds to `GITHUB_ENV`, the following ones see. */
const VERIFIED = 'CHANGE_GATE_VERIFIED';
const CLOSED = 'CHANGE_GATE_CLOSED';

/** Begins the default of `outcome` in action.yml, which tells it from one that a person gave. */
const THIS_JOB = 'this job: ';

/** Leaves for the job's later steps that it has verified, or closed, the change of this one. */
export function noteInJob({ operation, change, outputs }: CompletedOperation, env: Environment): void {
  if (!env.GITHUB_ENV) return;
  const note = (variable: string, ...others: readonly string[]) => {
    const notes = [...notesOf(variable, env), subjectOf(env), change.number, change.sysId, ...others];
    exportVariable(variable, [jobOf(env), ...notes].join());
  };
  const verifies = operation === 'verify' || operation === 'wait';
  if (verifies && letsDeploy(outputs.decision)) note(VERIFIED, placeOf(env));
  if (operation === 'close') note(CLOSED, change.closeCode);
}

/** @returns the outcome as it was given; the default only where this job has verified the change of this step */
export function believedOutcome(outcome: string | undefined, env: Environment): string | undefined {
  if (!outcome?.startsWith(THIS_JOB)) return outcome;
  const stands = outcome.slice(THIS_JOB.length);
  if (!hasVerified(env)) return undefined;
  const isBad = stands.split(',').some((status) => status.toLowerCase() !== 'success');
  return isBad || seesAllSteps(env) ? stands : undefined;
}

/** Whether this job has verified the change of this step. */
export function hasVerified(env: Environment): boolean {
  return notesOf(VERIFIED, env).includes(subjectOf(env));
}

/** @returns the number of the change that this job has verified at this step's gate and not closed */
export function leftOpen(env: Environment): string | undefined {
  const verified = notesOf(VERIFIED, env);
  const at = verified.indexOf(subjectOf(env));
  return at < 0 || hasClosed(env) ? undefined : verified[at + 1];
}

/** Whether a step of this job has closed the change of this step. */
export function hasClosed(env: Environment): boolean {
  return notesOf(CLOSED, env).includes(subjectOf(env));
}

/**
 * @returns the number of the change that this step, within a composite action, has closed as successful because it saw nothing
 *   fail: what fails around that action it cannot see
 */
export function closedUnaware(env: Environment): string | undefined {
  const isToldNothing = env.INPUT_OUTCOME?.startsWith(THIS_JOB) && env.GITHUB_ACTION_PATH;
  const notes = notesOf(CLOSED, env);
  const [number, , code] = notes.slice(notes.indexOf(subjectOf(env)) + 1);
  return isToldNothing && hasClosed(env) && code === 'successful' ? number : undefined;
}

/**
 * Whether a step in a composite action knows of every step since the job's verify. A failure beside it in an action that uses
 * that one shows neither in `github.action_status`, which begins anew in each, nor in `job.status`, which is the job's own
 * steps (actions/runner, CompositeActionHandler): so not where both are in different actions of one step of the job.
 */
function seesAllSteps(env: Environment): boolean {
  const [step, action] = placeOf(env).split('=');
  const places = notesOf(VERIFIED, env).map((note) => note.split('='));
  return action === '' || !places.some(([other, where]) => other === step && where !== action);
}

/** The job's step, and the composite action in it; the runner sets `GITHUB_ACTION_PATH` within one alone. */
function placeOf({ GITHUB_ACTION = '', GITHUB_ACTION_PATH = '' }: Environment): string {
  return [`at ${GITHUB_ACTION}`, GITHUB_ACTION_PATH].map(encodeURIComponent).join('=');
}

/** The variable may come from elsewhere: workflows set some for all jobs, and hand some from job to job. */
function notesOf(variable: string, env: Environment): readonly string[] {
  const [job, ...notes] = env[variable]?.split(',') ?? [];
  return job === jobOf(env) ? notes : [];
}

/** The runner's own variables, which it sets over a workflow's. */
function jobOf({ GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB }: Environment): string {
  return `${GITHUB_RUN_ID}/${GITHUB_RUN_ATTEMPT}/${GITHUB_JOB}`;
}

/** The change that a step is about, as its inputs name it: a job may have several gates. */
function subjectOf(env: Environment): string {
  const input = (name: string) => env[`INPUT_${name}`]?.trim() ?? '';
  const environment = input('ENVIRONMENT');
  const gate = input('GATE-NAME') || (environment && gateNameOf(environment));
  return input('CHANGE-SYS-ID') || input('CHANGE-NUMBER') || `gate:${gate}:${input('RUN-ID')}`;
}
