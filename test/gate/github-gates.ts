/** Two gates in one run of the documented workflows, told apart by `gate-name`. */

import type { TestEnvironment } from '../environment/environment.ts';
import { documentedWorkflows, type Gate } from './github.ts';

/** The documented jobs twice in one workflow: once for staging, once for production. */
export function twoGates(gate: Gate): string {
  const [head = '', jobs = ''] = (documentedWorkflows(gate)['deploy.yml'] ?? '').split('jobs:\n');
  const [both = ''] = jobs.split('  cancel-change:');
  const forStaging = both
    .replaceAll('open-change', 'open-staging')
    .replaceAll('  deploy:\n', '  deploy-staging:\n')
    .replaceAll('production', 'staging')
    .replaceAll(/( +)operation: (.*)\n/g, '$1operation: $2\n$1gate-name: staging\n');
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
