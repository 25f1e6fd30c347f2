/** A pipeline or step type that Codefresh, or the sandbox's part of it, cannot run. */
export class PipelineError extends Error {
  override readonly name = 'PipelineError';
}

/**
 * @param what  the key or value, as it is written
 * @param where `steps.open`
 */
export function notImplemented(what: string, where: string): PipelineError {
  return new PipelineError(`The sandbox's Codefresh does not implement \`${what}\` (in ${where})`);
}
