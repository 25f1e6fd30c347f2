/**
 * The operation is text of the command that a job runs, `change-gate verify`: whoever plays a manual job may give it
 * variables, which come before the template's (GitLab docs, "CI/CD variable precedence"), but no other script.
 */
import { GateError, type ReadInputs } from '@change-gate/core';

/**
 * @param args what follows the program's name; without any, the variable names the operation
 * @returns `read` with the command's operation; it throws INVALID_INPUT where a variable names another one
 */
export function withCommandOperation([operation]: readonly string[], read: ReadInputs): ReadInputs {
  return (env) => {
    const { values, displayName } = read(env);
    if (operation === undefined) return { values, displayName };
    if (values.operation !== undefined && values.operation !== operation) {
      throw new GateError(
        'INVALID_INPUT',
        `${displayName('operation')}: is ${values.operation}, but this job is there to ${operation}. Take the variable away.`,
      );
    }
    return { values: { ...values, operation }, displayName };
  };
}
