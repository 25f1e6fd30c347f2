/** SARIF 2.1.0 (OASIS): what scanners of every kind write. Section numbers are the standard's. */
import * as z from 'zod/mini';
import { type FileCounts, MAX_REPORT_CASES, Unreadable } from '../reading.ts';
import { listOf } from './list-of.ts';
import { readAs } from './read-as.ts';
import { LEVELS, level, ruleReference, rulesOf, scored, tool } from './sarif-rules.ts';
import { NO_FINDINGS, type Severity, severityOf } from './severities.ts';

const result = z.object({
  ...ruleReference,
  kind: z.nullish(z.enum(['pass', 'open', 'informational', 'notApplicable', 'review', 'fail'])),
  level,
  baselineState: z.nullish(z.enum(['new', 'unchanged', 'updated', 'absent'])),
  suppressions: z.nullish(
    listOf(z.object({ status: z.nullish(z.enum(['accepted', 'underReview', 'rejected'])) })),
  ),
  properties: scored,
});

const sarif = z.object({
  version: z.string(),
  runs: listOf(
    z.object({
      tool,
      invocations: z.nullish(
        listOf(
          z.object({
            executionSuccessful: z.nullish(z.boolean()),
            processStartFailureMessage: z.nullish(z.string()),
          }),
        ),
      ),
      externalPropertyFileReferences: z.nullish(z.object({ results: z.nullish(listOf(z.unknown())) })),
      results: z.nullish(listOf(result)),
    }),
  ),
});

type Run = z.output<typeof sarif>['runs'][number];
type Result = z.output<typeof result>;

/**
 * Counts the findings of a SARIF log.
 * @returns `null` where it holds no run: nothing was scanned
 * @throws Unreadable for a scanner that failed, and for a run without results, which is not one without findings (3.14.23)
 */
export function readSarif(document: unknown): FileCounts['security'] | null {
  const { version, runs } = readAs('SARIF 2.1.0', sarif, document);
  if (version !== '2.1.0') throw new Unreadable('is SARIF of another version than 2.1.0');
  if (runs.length === 0) return null;
  const counts = { ...NO_FINDINGS };
  let read = 0;
  for (const run of runs) {
    const findRules = rulesOf(run.tool);
    for (const found of resultsOf(run)) {
      read += 1;
      if (read > MAX_REPORT_CASES) throw new Unreadable('holds more than a million findings');
      if (!isFinding(found)) continue;
      const rules = findRules(found);
      const score = Math.max(
        ...[found, ...rules].map(({ properties }) => properties?.['security-severity'] ?? 0),
      );
      counts[score > 0 ? severityOf(score) : severityByLevel(found, rules)] += 1;
      if (score === 0) counts.unscored += 1;
      if (found.baselineState === 'new') counts.new += 1;
    }
  }
  return counts;
}

function resultsOf({ tool: { driver }, invocations, externalPropertyFileReferences, results }: Run) {
  const scanner = driver.name ?? 'its scanner';
  for (const { executionSuccessful, processStartFailureMessage } of invocations ?? []) {
    if (executionSuccessful === false || typeof processStartFailureMessage === 'string') {
      throw new Unreadable(`says that ${scanner} failed`);
    }
  }
  if ((externalPropertyFileReferences?.results ?? []).length > 0) {
    throw new Unreadable(`keeps the results of ${scanner} in other files`);
  }
  if (results === null || results === undefined) {
    throw new Unreadable(`holds no results of ${scanner}, not even an empty list`);
  }
  return results;
}

/** A suppression without a status is accepted (3.35.3); one that is under review, or rejected, suppresses nothing. */
function isFinding({ kind, baselineState, suppressions }: Result): boolean {
  if ((kind ?? 'fail') !== 'fail' || baselineState === 'absent') return false;
  const given = suppressions ?? [];
  return given.length === 0 || given.some(({ status }) => (status ?? 'accepted') !== 'accepted');
}

const BY_LEVEL: Readonly<Record<(typeof LEVELS)[number], Severity>> = {
  none: 'unknown',
  note: 'low',
  warning: 'medium',
  error: 'high',
};

/** The result's own level, else its rule's, else `warning` (3.27.10). */
function severityByLevel(found: Result, rules: ReturnType<ReturnType<typeof rulesOf>>): Severity {
  if (typeof found.level === 'string') return BY_LEVEL[found.level];
  const levels = rules.map(({ defaultConfiguration }) => defaultConfiguration?.level ?? 'warning');
  return BY_LEVEL[LEVELS.findLast((known) => levels.includes(known)) ?? 'warning'];
}
