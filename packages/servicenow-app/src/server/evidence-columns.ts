/**
 * The columns of `x_change_gate_evidence` that policies decide on, each with the field of the record that fills it. The Fluent
 * source of the table is generated from here. Names are those of ServiceNow's paid DevOps product where it has one, so
 * that an instance's policies can be carried over.
 */
import {
  DIRECTIONS,
  type EvidenceRecord,
  REPORT_STATUSES,
  type ReportKind,
} from '@change-gate/core/evidence';

export type CountedKind = ReportKind | 'changes';

/** A column of a number: an integer, or a percentage with one decimal. */
export interface CountColumn {
  readonly column: string;
  readonly label: string;
  readonly isPercent?: true;
}

/** The fields of a kind that are numbers. */
type CountOf<Kind extends CountedKind> = {
  [Field in keyof EvidenceRecord[Kind]]: EvidenceRecord[Kind][Field] extends number | null ? Field : never;
}[keyof EvidenceRecord[Kind]];

export const COUNT_COLUMNS: { readonly [Kind in CountedKind]: Readonly<Record<CountOf<Kind>, CountColumn>> } =
  {
    tests: {
      total: { column: 'tests_total', label: 'Tests' },
      passed: { column: 'tests_passed', label: 'Tests passed' },
      failed: { column: 'tests_failed', label: 'Tests failed' },
      errors: { column: 'tests_errors', label: 'Tests failed by an error' },
      skipped: { column: 'tests_skipped', label: 'Tests skipped' },
      flaky: { column: 'tests_flaky', label: 'Tests passed at last' },
    },
    coverage: {
      percent: { column: 'code_coverage', label: 'Code coverage', isPercent: true },
      lines_covered: { column: 'lines_covered', label: 'Lines covered' },
      lines_total: { column: 'lines_total', label: 'Lines' },
    },
    security: {
      critical: { column: 'findings_critical', label: 'Critical findings' },
      high: { column: 'findings_high', label: 'High findings' },
      medium: { column: 'findings_medium', label: 'Medium findings' },
      low: { column: 'findings_low', label: 'Low findings' },
      info: { column: 'findings_info', label: 'Informational findings' },
      unknown: { column: 'findings_unknown', label: 'Findings without severity' },
      unscored: { column: 'findings_unscored', label: 'Findings rated by level' },
      new: { column: 'findings_new', label: 'New findings' },
      false_positives: { column: 'findings_false_positives', label: 'False positives' },
    },
    sbom: { components: { column: 'sbom_components', label: 'Components' } },
    changes: {
      commits: { column: 'total_num_of_commits', label: 'Commits' },
      commits_without_work_item: { column: 'commits_without_work_item', label: 'Commits without work item' },
      commits_not_reviewed: { column: 'commits_not_reviewed', label: 'Commits not reviewed' },
      authors: { column: 'authors', label: 'Authors' },
      merge_requests: { column: 'merge_requests', label: 'Merge requests' },
    },
  };

/** What follows from the counts: passed tests in a hundred. */
export const PASSING_PERCENT: CountColumn = {
  column: 'tests_passing_percent',
  label: 'Tests passing (%)',
  isPercent: true,
};

/** A column of a word, with the words that there are. */
export interface ChoiceColumn {
  readonly column: string;
  readonly label: string;
  readonly choices: readonly string[];
}

/** How well each kind is known. */
export const STATUS_COLUMNS: Readonly<Record<CountedKind, ChoiceColumn>> = {
  tests: { column: 'tests_status', label: 'Test reports', choices: REPORT_STATUSES },
  coverage: { column: 'coverage_status', label: 'Coverage reports', choices: REPORT_STATUSES },
  security: { column: 'security_status', label: 'Security reports', choices: REPORT_STATUSES },
  sbom: { column: 'sbom_status', label: 'Bill of materials', choices: REPORT_STATUSES },
  changes: { column: 'changes_status', label: 'What changed', choices: ['known', 'unknown'] },
};

export const DIRECTION_COLUMN: ChoiceColumn = {
  column: 'direction',
  label: 'Direction',
  choices: DIRECTIONS,
};

/** How people read a word of these columns. */
export const CHOICE_LABELS: Readonly<Record<string, string>> = {
  complete: 'Complete',
  none: 'Empty',
  unreadable: 'Unreadable',
  not_given: 'Not given',
  known: 'Known',
  unknown: 'Unknown',
  ahead: 'Ahead',
  same: 'The same',
  rollback: 'Rollback',
  diverged: 'Diverged',
};
