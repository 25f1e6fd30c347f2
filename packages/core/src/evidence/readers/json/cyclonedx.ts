/** CycloneDX JSON (ECMA-424, 1.2 to 1.7): components, and vulnerabilities from 1.4 on. */
import * as z from 'zod/mini';
import { type FileCounts, MAX_REPORT_CASES, Unreadable } from '../reading.ts';
import { listOf } from './list-of.ts';
import { readAs } from './read-as.ts';
import { NO_FINDINGS, SEVERITIES, type Severity, severityOf } from './severities.ts';

const FORMAT = 'CycloneDX';

const assembled = z.object({ components: z.optional(listOf(z.unknown())) });

/** Counts components at every depth, without the one that the document describes, which stands in its metadata. */
export function readComponents(document: unknown): number {
  let count = 0;
  const parents = [document];
  for (let parent = parents.pop(); parent !== undefined; parent = parents.pop()) {
    const { components = [] } = readAs(FORMAT, assembled, parent);
    for (const component of components) parents.push(component);
    count += components.length;
    if (count > MAX_REPORT_CASES) throw new Unreadable('holds more than a million components');
  }
  return count;
}

const rating = z.object({
  severity: z.nullish(z.enum([...SEVERITIES, 'none', 'unknown'])),
  score: z.nullish(z.number().check(z.nonnegative())),
  method: z.nullish(z.string()),
});

const vulnerable = z.object({
  vulnerabilities: z.optional(
    listOf(
      z.object({
        ratings: z.nullish(listOf(rating)),
        analysis: z.nullish(z.object({ state: z.nullish(z.string()) })),
      }),
    ),
  ),
});

/** States of an analysis that take a vulnerability out; of those that it does not know it counts each. */
const SETTLED = ['not_affected', 'resolved', 'resolved_with_pedigree'];

/**
 * @returns `null` for an empty list: Trivy writes one, too, where it has not looked for any (its golden files of SBOMs:
 * integration/testdata/*-cyclonedx.json.golden)
 * @throws Unreadable for a document that has no such list: nobody has looked for them
 */
export function readVulnerabilities(document: unknown): FileCounts['security'] | null {
  const { vulnerabilities } = readAs(FORMAT, vulnerable, document);
  if (vulnerabilities === undefined) {
    throw new Unreadable('lists components and no vulnerabilities, not even an empty list');
  }
  if (vulnerabilities.length === 0) return null;
  const counts = { ...NO_FINDINGS };
  for (const { ratings, analysis } of vulnerabilities) {
    const state = analysis?.state ?? '';
    if (state === 'false_positive') counts.false_positives += 1;
    else if (!SETTLED.includes(state)) counts[worstOf((ratings ?? []).map(severityOfRating))] += 1;
  }
  return counts;
}

function worstOf(severities: readonly Severity[]): Severity {
  return SEVERITIES.find((known) => severities.includes(known)) ?? 'unknown';
}

/** A score counts where the rating names no severity, and only on the scale of CVSS: other methods have their own. */
function severityOfRating({ severity, score, method }: z.output<typeof rating>): Severity {
  if (severity === 'none') return 'info';
  if (typeof severity === 'string') return severity;
  if (typeof score !== 'number' || score === 0 || score > 10 || !method?.startsWith('CVSS')) return 'unknown';
  return severityOf(score);
}
