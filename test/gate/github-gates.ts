/** Two gates in one run of the documented workflows, told apart by their environments. */

import type { Run } from '@change-gate/sandbox';
import type { TestEnvironment } from '../environment/environment.ts';
import { waitUntil } from '../environment/timeouts.ts';
import { documentedWorkflows, type Gate } from './github.ts';

/** The documented jobs twice in one workflow: once for staging, once for production. */
export function twoGates(gate: Gate): string {
  const [head = '', jobs = ''] = (documentedWorkflows(gate)['deploy.yml'] ?? '').split('jobs:\n');
  const [both = ''] = jobs.split('  cancel-change:');
  const forStaging = both
    .replaceAll('open-change', 'open-staging')
    .replaceAll('  deploy:\n', '  deploy-staging:\n')
    .replaceAll('production', 'staging');
  return `${head}jobs:\n${both}${forStaging}`;
}

export function registrationOf({ sandbox }: TestEnvironment, gate: string): Record<string, string> {
  const registrations = sandbox.serviceNow.database.query('x_change_gate_registration', '');
  const found = registrations.find(({ key }) => key?.endsWith(`:${gate}`));
  if (found === undefined) throw new Error(`Nothing is registered for the gate ${gate}`);
  return found;
}

/** The number of the change that a gate has opened. */
export function changeOf(testEnv: TestEnvironment, gate: string): string {
  return registrationOf(testEnv, gate).change_number ?? '';
}

export async function approveChangeOf(testEnv: TestEnvironment, gate: string): Promise<void> {
  const { serviceNow } = testEnv.sandbox;
  serviceNow.approveAll(changeOf(testEnv, gate));
  serviceNow.move(changeOf(testEnv, gate), 'Implement');
  await testEnv.settled();
}

/** Resolves when jobs wait at these environments, and at no other. */
export async function waitAt(
  { sandbox }: TestEnvironment,
  run: Run,
  environments: readonly string[],
): Promise<void> {
  await waitUntil(
    () => run.waitingAt.toSorted().join() === environments.toSorted().join(),
    (listener) => sandbox.github.on(listener),
    `jobs that wait at ${environments}`,
    () => run.log,
  );
}

/** The jobs whose step `deploy` has run. */
export function deployedJobs({ jobs }: Run): readonly string[] {
  return jobs
    .filter(({ steps }) => steps.some(({ id, outcome }) => id === 'deploy' && outcome === 'success'))
    .map(({ key }) => key);
}
