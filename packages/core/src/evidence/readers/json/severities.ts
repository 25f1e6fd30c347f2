/** How findings are counted, whatever the format. */
import type { FileCounts } from '../reading.ts';

/** From the worst to the least; `unknown` stands apart. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number] | 'unknown';

/** No finding. */
export const NO_FINDINGS: FileCounts['security'] = {
  critical: 0,
  high: 0,
  medium: 0,
  low: 0,
  info: 0,
  unknown: 0,
  unscored: 0,
  new: 0,
  false_positives: 0,
};

/**
 * The severity of a score as CVSS and GitHub's `security-severity` have them (GitHub docs, "SARIF support for code scanning";
 * 9.0 itself is critical in CVSS).
 * @param score above 0, at most 10
 */
export function severityOf(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return 'low';
}
