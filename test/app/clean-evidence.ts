/** A row of *Change evidence* that no policy of the guide objects to, and what makes it one that must not pass. */
import type { Row } from '@change-gate/sandbox';

/** A row with nothing to object to: each number that a policy wants to be 0 is, and the others are not. */
export const CLEAN: Row = {
  status: 'complete',
  tests_status: 'complete',
  tests_total: '412',
  tests_passed: '410',
  tests_failed: '0',
  tests_errors: '0',
  tests_skipped: '2',
  tests_flaky: '1',
  tests_passing_percent: '100',
  coverage_status: 'complete',
  code_coverage: '81.5',
  lines_covered: '815',
  lines_total: '1000',
  security_status: 'complete',
  findings_critical: '0',
  findings_high: '0',
  findings_medium: '0',
  findings_low: '4',
  findings_info: '0',
  findings_unknown: '0',
  findings_unscored: '0',
  findings_new: '0',
  findings_false_positives: '0',
  sbom_status: 'complete',
  sbom_components: '55',
  changes_status: 'known',
  direction: 'ahead',
  total_num_of_commits: '7',
  commits_without_work_item: '0',
  commits_not_reviewed: '0',
  authors: '3',
  merge_requests: '2',
};

/** What makes a clean number one that a policy must not let pass, and what just does. */
const NUMBERS: Readonly<Record<string, readonly [bad: readonly string[], good: readonly string[]]>> = {
  tests_passed: [['0', ''], ['1']],
  tests_failed: [['1', '412', ''], ['0']],
  code_coverage: [
    ['79.9', '9.5', '0', ''],
    ['80', '100'],
  ],
  findings_critical: [['1', ''], ['0']],
  findings_high: [['1', '10', ''], ['0']],
  findings_medium: [['1', ''], ['0']],
  findings_unknown: [['1', ''], ['0']],
  total_num_of_commits: [
    ['11', '100', ''],
    ['10', '1'],
  ],
  commits_without_work_item: [['1', ''], ['0']],
  commits_not_reviewed: [['7', ''], ['0']],
};

/** Other values of a column, by whether a policy that reads it must object. */
export function mutations(
  column: string,
  choices: readonly string[],
): [bad: readonly string[], good: readonly string[]] {
  const numbers = NUMBERS[column];
  if (numbers !== undefined) return [numbers[0], numbers[1]];
  return [[...choices.filter((choice) => choice !== CLEAN[column]), ''], []];
}
