import { createHash } from 'node:crypto';
import { KEY_MAX_LENGTH } from './contract.ts';

/**
 * The idempotency key of a gate: the same build and gate name always give the same key, so that a re-run
 * finds its change. It is also the change's correlation id, hence at most 100 characters; a longer one
 * keeps its readable start and ends in a digest of the whole.
 */
export function gateKey(ci: string, buildKey: string, gateName: string): string {
  return fitted(`${keysOf(ci, buildKey)}${gateName}`);
}

/** How the keys of all gates of a build begin; one that had to be shortened may not. */
export function keysOf(ci: string, buildKey: string): string {
  return `${ci}:${buildKey}:`.replace(/[^A-Za-z0-9._:/-]/g, '_');
}

/** @returns a text of at most 100 characters; of a longer one its start, and a digest of the whole */
export function fitted(text: string): string {
  if (text.length <= KEY_MAX_LENGTH) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 24);
  return `${text.slice(0, KEY_MAX_LENGTH - digest.length - 1)}.${digest}`;
}
