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

/**
 * What the configuration has to name before a pipeline can use it.
 * @param ci    `GitHub`
 * @param what  `image ubuntu:24.04`
 * @param key   where it is added: `github.actions`
 * @param example a line of YAML that adds it there
 * @param others what else of the kind is missing
 */
export function notConfigured(
  ci: string,
  what: string,
  where: string,
  key: string,
  example: string,
  others: readonly string[] = [],
): PipelineError {
  const too = others.length === 0 ? '' : `. It lacks ${others.join(' and ')} too`;
  return new PipelineError(
    `The sandbox's ${ci} has no ${what} (in ${where}): add it to its configuration under \`${key}\`, like \`${example}\`${too}`,
  );
}
