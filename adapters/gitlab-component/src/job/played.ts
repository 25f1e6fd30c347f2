/**
 * A gate that runs by itself stops nothing, and a cancel that does ends a change that nobody wanted to end: a `when` that the
 * pipeline gives to these jobs comes before the template's.
 */
import { type Environment, GateError, type ReadInputs } from '@change-gate/core';

/**
 * @returns `read`, which throws GATE_UNSAFE in the gate's job, and NOT_CANCELABLE for `cancel` in any, unless somebody has
 *   played the job: GitLab sets `CI_JOB_MANUAL` in a job whose `when` is `manual`, or `delayed` (lib/gitlab/ci/variables/builder.rb)
 */
export function onlyPlayed(read: ReadInputs): ReadInputs {
  return (env) => {
    const source = read(env);
    if (env.CI_JOB_MANUAL !== 'true') refuse(source.values.operation, env);
    return source;
  };
}

function refuse(operation: string | undefined, { CI_JOB_NAME: job = 'this job' }: Environment): void {
  const remedy = `Take away the \`rules\` or the \`when\` that the pipeline gives to ${job}: it is to be manual.`;
  if (operation === 'verify' && job.endsWith(':gate')) {
    throw new GateError(
      'GATE_UNSAFE',
      `${job} has started by itself, so it would not wait for the decision. ${remedy}`,
    );
  }
  if (operation === 'cancel') {
    throw new GateError(
      'NOT_CANCELABLE',
      `${job} has started by itself, and only a person who plays it may end a change. ${remedy}`,
    );
  }
}
