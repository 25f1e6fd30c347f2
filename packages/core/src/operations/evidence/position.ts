import { fitted } from '../../callback/key.ts';
import type { StreamPosition } from '../../evidence/contract.ts';
import type { BuildSource } from '../../evidence/source.ts';

/** ServiceNow's column for it; `STREAM_PATTERN` allows no more. */
const STREAM_MAX_LENGTH = 200;

/**
 * Where a build stands among those that deploy to the same place.
 * @param stream the input; without it, the pipeline's definition and the gate
 */
export function positionOf(
  stream: string | undefined,
  source: BuildSource,
  gate: { readonly name: string },
): StreamPosition {
  return { stream: stream ?? ownStream(source, gate), sequence: source.sequence };
}

/** A file of a pipeline may have a name in any script. */
function ownStream({ pipeline }: BuildSource, { name }: { readonly name: string }): string {
  const text = `${pipeline}#${name}`;
  return fitted(/^[!-~]+$/.test(text) ? text : encodeURI(text), STREAM_MAX_LENGTH);
}
