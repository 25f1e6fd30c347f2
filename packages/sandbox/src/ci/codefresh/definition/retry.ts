/** How often a step is tried, and for how long (Codefresh docs, pipelines/what-is-the-codefresh-yaml). */

import { PipelineError } from '../../base/pipeline-error.ts';
import type { Fields } from './fields.ts';

export interface Retry {
  /** Attempts in all. */
  readonly maxAttempts: number;
  /** Before the attempt with this number, 2 or more; in ms. */
  delayMs(attempt: number): number;
}

const ONCE: Retry = { maxAttempts: 1, delayMs: () => 0 };

/**
 * The docs' example: with a delay of 5 s and factor 2, 25 s before the first retry and 125 s before the next.
 * @fact The wait before a retry | `delay` to the power of 1 + (`exponentialFactor` - 1) * attempt, in
 *   seconds | documented | pipelines/what-is-the-codefresh-yaml, an example
 */
export function parseRetry(fields: Fields | undefined): Retry {
  if (fields === undefined) return ONCE;
  const maxAttempts = whole(fields, 'maxAttempts', 1, 10);
  const delay = whole(fields, 'delay', 5, 60);
  const factor = whole(fields, 'exponentialFactor', 1, 5);
  fields.done();
  return {
    maxAttempts,
    delayMs: (attempt) => delay ** (1 + (factor - 1) * (attempt - 1)) * 1000,
  };
}

function whole(fields: Fields, key: string, otherwise: number, most: number): number {
  const value = fields.any(key) ?? otherwise;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new PipelineError(`${fields.where}.${key} must be a whole number from 1 to ${most}`);
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** @param text `90s`, `5m`, `1.5h` @returns ms */
export function parseTimeout(text: string, where: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text) ?? [];
  if (amount === undefined) throw new PipelineError(`${where}.timeout must look like 90s, 5m or 1.5h`);
  return Number(amount) * (UNIT_MS[unit] ?? 0);
}
