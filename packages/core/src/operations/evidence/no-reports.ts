/** What the evidence says of a kind that nobody has given. */
import type { ReportEvidence } from '../../evidence/parts.ts';

/** The reports of a step that names none. */
export const NO_REPORTS: ReportEvidence = {
  tests: {
    status: 'not_given',
    total: null,
    passed: null,
    failed: null,
    errors: null,
    skipped: null,
    flaky: null,
  },
  coverage: { status: 'not_given', lines_covered: null, lines_total: null, percent: null },
  security: {
    status: 'not_given',
    critical: null,
    high: null,
    medium: null,
    low: null,
    info: null,
    unknown: null,
    unscored: null,
    new: null,
    false_positives: null,
  },
  sbom: { status: 'not_given', components: null },
  reports: [],
  files: [],
};
