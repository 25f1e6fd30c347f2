/** Looks, before a change is opened, whether the gate stops the deployment and ServiceNow can answer it. */
import type { Environment, GateLog, Http } from '@change-gate/core';
import { checkCallbackAccess } from './callback-access.ts';
import { checkCallbackToken } from './callback-token.ts';
import { checkPause } from './check-pause.ts';
import { findConcurrencyTraps } from './concurrency-trap.ts';
import { findMissingInputs } from './dispatch-inputs.ts';
import type { Gate } from './gate.ts';
import { createGitHubReader } from './github-reader.ts';

/** What is looked at, and with what. */
export interface AskedGate {
  readonly gate: Gate;
  /** Of GitHub's API. */
  readonly server: string;
  /** `globex/shop` */
  readonly repository: string;
  readonly callbackToken: string | undefined;
  /** `github-token` */
  readonly jobToken: string;
  readonly env: Environment;
  readonly http: Http;
  /** The same, which tries again. */
  readonly patientHttp: Http;
}

/**
 * @returns warnings: what is only likely to be a mistake
 * @throws GateError GATE_UNSAFE, CALLBACK_TOKEN_UNUSABLE
 */
export async function checkGate(
  { gate, server, repository, callbackToken, jobToken, env, http, patientHttp }: AskedGate,
  log: GateLog,
): Promise<readonly string[]> {
  checkCallbackToken(gate.way, callbackToken, jobToken);
  const asJob = createGitHubReader(server, jobToken, http);
  // Without this answer no change is opened; the others only add words to it.
  const patient = createGitHubReader(server, jobToken, patientHttp);
  const reviewers = await checkPause(gate, repository, patient, log);
  const traps = await findConcurrencyTraps(gate, {
    workflow: env.GITHUB_WORKFLOW_REF ?? '',
    sha: env.GITHUB_WORKFLOW_SHA ?? '',
    read: asJob,
  });
  const missing = await findMissingInputs(gate, { repository, read: asJob });
  const warnings = [...traps, ...missing];
  if (callbackToken === undefined || gate.way === 'wait') return warnings;
  const read = createGitHubReader(server, callbackToken, http);
  const startedBy = [env.GITHUB_ACTOR, env.GITHUB_TRIGGERING_ACTOR];
  return [...warnings, ...(await checkCallbackAccess({ gate, repository, read, reviewers, startedBy, log }))];
}
