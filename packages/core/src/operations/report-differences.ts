import { GateError } from '../errors.ts';
import type { Log } from '../log.ts';

/**
 * Tells which fields did not arrive as they were sent.
 * @throws GateError FIELDS_ALTERED where that is not acceptable
 */
export function reportDifferences(
  number: string,
  differences: readonly string[],
  { strict, log }: { readonly strict: boolean; readonly log: Log },
): void {
  if (differences.length === 0) return;
  const line = `ServiceNow did not keep every field of ${number} as it was sent: ${differences.join('; ')}.`;
  if (strict) {
    throw new GateError('FIELDS_ALTERED', line, {
      remedy: "Correct the data, or ask the instance's admin for the right to write these fields.",
    });
  }
  log.warning(line);
}
