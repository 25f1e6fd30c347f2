import { branchRef } from '../git-ref.ts';
import type { LiveRun } from '../live-run.ts';

/** What a list of runs may ask for: `event`, `status`, `branch`, `actor`, `created` (OpenAPI, `actions/list-workflow-runs`). */
export function matchesFilter(query: Readonly<Record<string, string>>, run: LiveRun): boolean {
  const { event, status, branch, actor, created } = query;
  if (event !== undefined && run.event !== event) return false;
  if (status !== undefined && run.status !== status && run.conclusion !== status) return false;
  if (branch !== undefined && run.ref !== branchRef(branch)) return false;
  if (actor !== undefined && run.actor !== actor) return false;
  return created === undefined || isWithin(run.created, created);
}

/** GitHub docs, "Understanding the search syntax", dates: `>=2026-01-01`, `2026-01-01T09:00:00Z..*`, `2026-01-01`. */
function isWithin(created: Date, range: string): boolean {
  const at = created.getTime();
  const [, comparison, bound] = /^(>=|<=|>|<)(.+)$/.exec(range) ?? [];
  if (comparison !== undefined && bound !== undefined) {
    const [from, to] = span(bound);
    if (comparison === '>=') return at >= from;
    if (comparison === '>') return at > to;
    return comparison === '<' ? at < from : at <= to;
  }
  const [from = '*', to = from] = range.split('..');
  return (from === '*' || at >= span(from)[0]) && (to === '*' || at <= span(to)[1]);
}

/** From the first to the last millisecond of a second, or of a day in UTC. */
function span(text: string): readonly [from: number, to: number] {
  const from = Date.parse(text);
  return [from, from + (text.includes('T') ? 1_000 : 86_400_000) - 1];
}
