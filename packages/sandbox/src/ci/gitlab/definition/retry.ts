/** How often GitLab runs a failed job again by itself: the keyword `retry` (lib/gitlab/ci/build/auto_retry.rb). */

export interface Retry {
  readonly max: number;
  /** Reasons of failures, `always` for any. */
  readonly when: readonly string[];
}

/** Failures that no retry would mend. */
const NEVER = ['missing_dependency_failure', 'failed_outdated_deployment_job'];

/** @param value `2`, or `{max: 2, when: script_failure}`; undefined for none */
export function readRetry(value: unknown): Retry {
  if (typeof value !== 'object' || value === null) return { max: Number(value ?? 0), when: ['always'] };
  const { max = 0, when = 'always' } = value as { max?: number; when?: string | readonly string[] };
  return { max, when: [when].flat() };
}

/**
 * @fact `retry` | a failed job runs again at once, under a new id, until it has been retried so often; a manual one without a play,
 *   and nothing that waits for it goes on or is skipped before | source | lib/gitlab/ci/build/auto_retry.rb,
 *   app/services/ci/retry_job_service.rb
 * @param reason  why it failed; empty when its script did
 * @param retries how often it was run again before, by whomever
 */
export function isRetried({ max, when }: Retry, reason: string, retries: number): boolean {
  if (NEVER.includes(reason)) return false;
  return retries < max && (when.includes('always') || when.includes(reason || 'script_failure'));
}
