/** Records of evidence as `open` sends them. */
import type { Answer, App, User } from './app.ts';

type Fields = Readonly<Record<string, unknown>>;

export const TESTS = {
  status: 'complete',
  total: 12,
  passed: 11,
  failed: 0,
  errors: 0,
  skipped: 1,
  flaky: 0,
};
export const STREAM = 'github.com/globex/shop/.github/workflows/deploy.yml#production';
const COMMIT = 'a'.repeat(40);

/** A complete record of a change; `fields` in place of its own. */
export function recordOf(app: App, number: string, fields: Fields = {}): Fields {
  return {
    change: { number, sys_id: app.change(number).sys_id },
    key: 'github:globex/shop:7:production',
    ci: 'github',
    build: { id: '7', url: 'https://github.com/globex/shop/actions/runs/7' },
    stream: STREAM,
    sequence: { counter: 'github.com/globex/shop/.github/workflows/deploy.yml', number: 7 },
    source: { repository: 'https://github.com/globex/shop', commit: COMMIT, ref: 'main' },
    artifacts: [`shop@sha256:${'b'.repeat(64)}`],
    status: 'complete',
    tests: TESTS,
    coverage: { status: 'not_given', lines_covered: null, lines_total: null, percent: null },
    security: {
      ...{ status: 'complete', critical: 0, high: 2, medium: 0, low: 1, info: 0, unknown: 0 },
      ...{ unscored: 0, new: 0, false_positives: 3 },
    },
    sbom: { status: 'not_given', components: null },
    changes: {
      ...{ status: 'unknown', direction: 'unknown', commits: null, commits_without_work_item: null },
      ...{
        commits_not_reviewed: null,
        authors: null,
        merge_requests: null,
        base_commit: '',
        base_change: '',
      },
    },
    work_items: ['SHOP-1'],
    people: [{ role: 'trigger', name: 'Mona', login: 'mona', email: 'mona@example.com' }],
    reports: [report('tests', 'junit.xml'), report('security', 'scan.sarif')],
    separation: 'record',
    note: '12 tests, 0 failed; 2 high findings',
    plans: { test_plan: '12 tests, 0 failed' },
    ...fields,
  };
}

function report(kind: string, name: string): Fields {
  return { kind, name, format: 'junit', status: 'complete', problem: '', sha256: 'c'.repeat(64), size: 100 };
}

/** Sends a record. */
export function send(app: App, record: unknown, user?: User): Promise<Answer> {
  return app.call('POST', '/api/x_change_gate/v1/evidence', user, record);
}
