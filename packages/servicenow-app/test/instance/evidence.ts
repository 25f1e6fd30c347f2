/** Records of evidence, as pipelines send them. */
import type { EvidenceRecord } from '@change-gate/core/evidence';

/** A complete record of a change; `fields` in place of its own. */
export function evidenceOf(change: string, fields: Partial<EvidenceRecord> = {}): EvidenceRecord {
  return {
    change: { number: 'CHG0030001', sys_id: change },
    key: 'test:1',
    ci: 'github',
    build: { id: '7', url: 'https://ci.example.com/build/7' },
    stream: 'shop#prod',
    sequence: { counter: 'shop', number: 7 },
    source: { repository: 'https://ci.example.com/shop', commit: 'a'.repeat(40), ref: 'main' },
    artifacts: [`shop@sha256:${'b'.repeat(64)}`],
    status: 'complete',
    tests: { status: 'complete', total: 3, passed: 2, failed: 0, errors: 0, skipped: 1, flaky: 0 },
    coverage: { status: 'complete', percent: 81.5, lines_covered: null, lines_total: null },
    security: {
      status: 'complete',
      critical: 0,
      high: 1,
      medium: 0,
      low: 0,
      info: 0,
      unknown: 0,
      unscored: 0,
      new: 0,
      false_positives: 0,
    },
    sbom: { status: 'not_given', components: null },
    changes: {
      status: 'known',
      direction: 'ahead',
      commits: 2,
      commits_without_work_item: 0,
      commits_not_reviewed: null,
      authors: 1,
      merge_requests: 1,
      base_commit: 'c'.repeat(40),
      base_change: 'CHG0030000',
    },
    work_items: ['SHOP-1'],
    people: [{ role: 'trigger', name: 'Mona', login: 'mona', email: '' }],
    reports: [
      {
        kind: 'tests',
        name: 'junit.xml',
        format: 'junit',
        status: 'complete',
        problem: '',
        sha256: 'd'.repeat(64),
        size: 100,
      },
    ],
    separation: 'record',
    note: '3 tests, 0 failed [code]',
    plans: { test_plan: '3 tests' },
    ...fields,
  };
}
