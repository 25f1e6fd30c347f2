import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SOURCE } from '../../../test/evidence-source.ts';
import type { Person, ReportFile } from '../../evidence/contract.ts';
import { summaryOf } from './evidence-summary.ts';
import { noteOf, testPlanOf } from './note.ts';

const NOTHING = {
  total: null,
  passed: null,
  failed: null,
  errors: null,
  skipped: null,
  flaky: null,
} as const;
const TESTS = {
  status: 'complete',
  total: 412,
  passed: 405,
  failed: 0,
  errors: 0,
  skipped: 7,
  flaky: 1,
} as const;
const NO_FINDINGS = {
  critical: 0,
  high: 0,
  medium: 0,
  low: 0,
  info: 0,
  unknown: 0,
  unscored: 0,
  new: 0,
  false_positives: 0,
} as const;
const CHANGES = {
  status: 'known',
  direction: 'ahead',
  commits: 7,
  commits_without_work_item: 1,
  commits_not_reviewed: 0,
  authors: 3,
  merge_requests: 4,
  base_commit: 'b'.repeat(40),
  base_change: 'CHG0030000',
} as const;
const NO_COVERAGE = { status: 'not_given', lines_covered: null, lines_total: null, percent: null } as const;

const clean = {
  tests: TESTS,
  coverage: NO_COVERAGE,
  security: { status: 'complete', ...NO_FINDINGS, high: 2 },
  changes: CHANGES,
} as const;

describe('the one line', () => {
  it.each([
    [
      'all is known',
      clean,
      '412 tests, 0 failed; 2 high findings; 7 commits by 3 people, all reviewed; back to 2.3.1',
    ],
    [
      'a report is unreadable',
      { ...clean, tests: { status: 'unreadable', ...NOTHING } },
      'test reports unreadable; 2 high findings; 7 commits by 3 people, all reviewed; back to 2.3.1',
    ],
    [
      'no test ran',
      { ...clean, tests: { status: 'none', ...NOTHING } },
      'no test ran; 2 high findings; 7 commits by 3 people, all reviewed; back to 2.3.1',
    ],
    [
      'reviews are not known',
      { ...clean, changes: { ...CHANGES, commits: 1, authors: 1, commits_not_reviewed: null } },
      '412 tests, 0 failed; 2 high findings; 1 commit by 1 person, reviews not known; back to 2.3.1',
    ],
    [
      'nothing is known of the changes',
      { ...clean, changes: { ...CHANGES, status: 'unknown', direction: 'unknown', commits: null } },
      '412 tests, 0 failed; 2 high findings; what changed is not known; back to 2.3.1',
    ],
    [
      'it goes back',
      { ...clean, changes: { ...CHANGES, direction: 'rollback' } },
      '412 tests, 0 failed; 2 high findings; a rollback: older than what is deployed; back to 2.3.1',
    ],
    [
      'findings have no severity',
      { ...clean, security: { status: 'complete', ...NO_FINDINGS, critical: 1, unknown: 3 } },
      '412 tests, 0 failed; 1 critical and 3 unrated findings; 7 commits by 3 people, all reviewed; back to 2.3.1',
    ],
  ] as const)('where %s', (_how, told, line) => {
    expect(summaryOf(told, '2.3.1')).toBe(line);
  });
});

function parts(names: readonly string[], gaps: readonly string[] = []) {
  const people = names.map((name): Person => ({ role: 'author', name, login: '', email: '' }));
  const reports = names.map(
    (name): ReportFile => ({
      kind: 'tests',
      name,
      format: 'junit',
      status: 'unreadable',
      problem: 'is cut off',
      sha256: '',
      size: 1,
    }),
  );
  const record = {
    ...clean,
    stream: 'shop',
    sequence: SOURCE.sequence,
    change: { number: 'CHG0030001', sys_id: '1' },
    key: 'k',
    ci: 'testci',
    build: { id: '1', url: 'https://ci.example/1' },
    source: { repository: 'https://ci.example/shop', commit: SOURCE.commit, ref: 'main' },
    artifacts: [],
    status: 'incomplete',
    sbom: { status: 'not_given', components: null },
    work_items: [],
    people,
    reports,
    separation: 'record',
  } as const;
  return { record, summary: summaryOf(clean, undefined), gaps };
}

describe('the note', () => {
  it('begins with that line, and says what was not read and not given', () => {
    const note = noteOf(parts(['a.xml'], ['The base is not known.']));
    expect(note.split('\n')).toEqual([
      '412 tests, 0 failed; 2 high findings; 7 commits by 3 people, all reviewed',
      '',
      'Unreadable (tests): a.xml: is cut off.',
      'The base is not known.',
      expect.stringMatching(/^Tests: 412: 405 passed \(1 of them flaky\), 0 failed/),
      expect.stringMatching(/^Findings: 0 critical, 2 high/),
      'Not given: coverage, SBOM, artifacts.',
      'Commits: 7 since bbbbbbbbbbbb, CHG0030000; 1 without a work item; 0 not reviewed.',
      'Authors: a.xml.',
      expect.stringMatching(/^Deploys: https:\/\/ci\.example\/shop main c0ffee/),
      expect.stringMatching(/^Build: https:\/\/ci\.example\/1 \(12 of shop\)$/),
      'File (tests): a.xml, junit, unreadable',
    ]);
  });

  it('fits, and is plain text, whatever others have written', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('[code]<script>alert(1)</script>[/code]', '[ code ]', '<img src=x>', 'a\nb\u2028c'),
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 60 }), fc.array(name, { maxLength: 5 }), (names, gaps) => {
        const given = parts(names, gaps);
        const [note, plan] = [noteOf(given), testPlanOf(given)];
        expect(Buffer.byteLength(note)).toBeLessThanOrEqual(5000);
        expect(plan.length).toBeLessThanOrEqual(4000);
        for (const text of [note, plan]) {
          expect(text.startsWith(given.summary)).toBe(true);
          expect(text).not.toMatch(/\[\/?code/i);
          expect(text).not.toMatch(/<[a-z/!?]/i);
        }
      }),
    );
  });
});
