/** A workflow or action that GitHub, or the sandbox's part of it, cannot run. */
export class WorkflowError extends Error {
  override readonly name = 'WorkflowError';
}

/**
 * @param what  the key or value, as it is written
 * @param where `jobs.deploy`
 */
export function notImplemented(what: string, where: string): WorkflowError {
  return new WorkflowError(`The sandbox's GitHub does not implement \`${what}\` (in ${where})`);
}
