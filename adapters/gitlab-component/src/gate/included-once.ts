/**
 * Whether each include of the component has a prefix of its own. GitLab merges what has the same name (GitLab docs, "Merge
 * method for include"): of two gates, one would be left, with the inputs of the later include.
 */
import { GateError } from '@change-gate/core';
import { type Configuration, keywordsOf } from './configuration.ts';

/** @throws GateError GATE_UNSAFE. What GitLab does not show is not checked */
export function checkIncludedOnce(prefix: string, { keywords }: Configuration): void {
  // The template names a variable of this hidden job after the inputs of its include.
  const { variables } = keywordsOf(keywords[`.${prefix}:includes`]);
  const count = Object.keys(keywordsOf(variables)).length;
  if (count < 2) return;
  throw new GateError(
    'GATE_UNSAFE',
    `The component is included ${count} times with the job-prefix ${prefix}: GitLab makes one gate of them, so one change would let all their deployments go on.`,
    { remedy: 'Give each include a job-prefix of its own.' },
  );
}
