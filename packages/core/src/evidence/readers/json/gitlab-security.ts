/** GitLab's security reports, `gl-*-report.json` (gitlab-org/security-products/security-report-schemas, 14 and 15). */
import * as z from 'zod/mini';
import { type FileCounts, Unreadable } from '../reading.ts';
import { listOf } from './list-of.ts';
import { readAs } from './read-as.ts';
import { NO_FINDINGS, SEVERITIES } from './severities.ts';

const report = z.object({
  scan: z.object({
    status: z.enum(['success', 'failure']),
    messages: z.nullish(listOf(z.object({ level: z.string() }))),
  }),
  vulnerabilities: listOf(
    z.object({
      severity: z.nullish(z.string()),
      flags: z.nullish(listOf(z.object({ type: z.string() }))),
    }),
  ),
});

const FALSE_POSITIVE = 'flagged-as-likely-false-positive';

/** @throws Unreadable for a scan that failed, or that does not say how it ended */
export function readGitLabSecurity(document: unknown): FileCounts['security'] {
  const { scan, vulnerabilities } = readAs('GitLab', report, document);
  // `fatal`: what kept the scan from being completed; some analyzers end as a success all the same.
  if (scan.status === 'failure' || scan.messages?.some(({ level }) => level === 'fatal'))
    throw new Unreadable('says that its scan failed');
  const counts = { ...NO_FINDINGS };
  for (const { severity, flags } of vulnerabilities) {
    if (flags?.some(({ type }) => type === FALSE_POSITIVE)) counts.false_positives += 1;
    else counts[SEVERITIES.find((known) => known === severity?.toLowerCase()) ?? 'unknown'] += 1;
  }
  return counts;
}
