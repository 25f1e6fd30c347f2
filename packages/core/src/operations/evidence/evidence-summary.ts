/** The evidence in one line: what people see first, and the output `evidence`. */
import type { ChangeCounts, EvidenceRecord, SecurityCounts, TestCounts } from '../../evidence/contract.ts';

export type Told = Pick<EvidenceRecord, 'tests' | 'coverage' | 'security' | 'changes'>;

/** `412 tests, 0 failed; 2 high findings; 7 commits by 3 people, all reviewed; back to 2.3.1` */
export function summaryOf(record: Told, rollbackTo: string | undefined): string {
  const { tests, coverage, security, changes } = record;
  return [
    testsClause(tests),
    coverage.status === 'complete' ? `${coverage.percent}% of lines covered` : '',
    coverage.status === 'unreadable' ? 'coverage unreadable' : '',
    securityClause(security),
    changesClause(changes),
    rollbackTo === undefined ? '' : `back to ${rollbackTo}`,
  ]
    .filter((clause) => clause !== '')
    .join('; ');
}

function testsClause({ status, total, failed }: TestCounts): string {
  if (status === 'complete') return `${counted(total, 'test')}, ${failed} failed`;
  if (status === 'none') return 'no test ran';
  return status === 'unreadable' ? 'test reports unreadable' : 'no test reports given';
}

/** Those of the two worst severities that there are, or how many of the others. */
function securityClause(security: SecurityCounts): string {
  if (security.status === 'unreadable') return 'security reports unreadable';
  if (security.status === 'none') return 'security reports without content';
  if (security.status === 'not_given') return 'no security reports given';
  const severe = (['critical', 'high', 'unknown'] as const)
    .filter((severity) => security[severity] !== 0)
    .map((severity) => `${security[severity]} ${severity === 'unknown' ? 'unrated' : severity}`);
  if (severe.length > 0) {
    const one = severe.length === 1 && severe[0]?.startsWith('1 ');
    return `${severe.join(' and ')} ${one ? 'finding' : 'findings'}`;
  }
  const others = (security.medium ?? 0) + (security.low ?? 0) + (security.info ?? 0);
  return others === 0 ? 'no findings' : `${counted(others, 'lesser finding')}`;
}

function changesClause(changes: ChangeCounts): string {
  const { status, direction, commits, authors } = changes;
  if (direction === 'rollback') return 'a rollback: older than what is deployed';
  if (direction === 'same') return 'the commit that is deployed already';
  if (status !== 'known' || commits === null) return 'what changed is not known';
  const by = authors === null ? '' : ` by ${counted(authors, 'person', 'people')}`;
  const diverged = direction === 'diverged' ? ', not built on what is deployed' : '';
  return `${counted(commits, 'commit')}${by}${reviewed(changes)}${diverged}`;
}

function reviewed({ commits, commits_not_reviewed: left }: ChangeCounts): string {
  if (left === null) return ', reviews not known';
  if (left === 0) return commits === 1 ? ', reviewed' : ', all reviewed';
  return left === commits ? ', none reviewed' : `, ${left} not reviewed`;
}

/** `1 commit`, `7 commits` */
export function counted(count: number | null, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
