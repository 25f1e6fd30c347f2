/** A pipeline, or a part of one, that a CI or the sandbox's imitation of it cannot run. */
export class PipelineError extends Error {
  override readonly name = 'PipelineError';
}

/**
 * @param ci    `GitHub`
 * @param what  the key or value, as it is written
 * @param where `steps.open`
 */
export function notImplementedBy(ci: string, what: string, where: string): PipelineError {
  return new PipelineError(`The sandbox's ${ci} does not implement \`${what}\` (in ${where})`);
}
