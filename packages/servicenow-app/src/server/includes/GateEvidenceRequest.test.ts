import { expect, it } from 'vitest';
import { evidenceOf } from '../../../test/instance/evidence.ts';
import * as GateEvidenceRequest from './GateEvidenceRequest.ts';
import * as GateHttpError from './GateHttpError.ts';

const GOOD = evidenceOf('1'.repeat(32));
const { tests, coverage, security, sbom, changes, reports } = GOOD;
const NOTHING = {
  artifacts: [],
  tests: { ...nulls(tests), status: 'not_given' },
  coverage: { ...nulls(coverage), status: 'not_given' },
  security: { ...nulls(security), status: 'not_given' },
  reports: [],
};

function nulls(counts: object): Record<string, unknown> {
  return Object.fromEntries(Object.keys(counts).map((name) => [name, null]));
}

it('takes a record as it is', () => {
  expect(GateEvidenceRequest.parse(JSON.parse(JSON.stringify(GOOD)))).toEqual(GOOD);
});

it('takes one of a pipeline that gives nothing, and what a newer one sends besides', () => {
  const none = { ...GOOD, ...NOTHING, status: 'none', newer: 1 };
  expect(GateEvidenceRequest.parse(none)).toMatchObject({ status: 'none', tests: NOTHING.tests });
});

it('takes a report that holds nothing beside one that does', () => {
  const empty = { ...reports[0], name: 'empty.xml', status: 'none', problem: 'holds no test case' };
  const record = { ...GOOD, reports: [empty, ...reports] };
  expect(GateEvidenceRequest.parse(record)).toMatchObject({ tests: { status: 'complete' } });
});

const [file] = reports;
const NONE_COUNTED = { commits_without_work_item: 0, commits_not_reviewed: 0 };
const long = (length: number) => 'x'.repeat(length);

it.each<[string, Record<string, unknown>]>([
  ['change.number', { change: { ...GOOD.change, number: 'x' } }],
  ['change.sys_id', { change: { ...GOOD.change, sys_id: 'x' } }],
  ['key', { key: 'a b' }],
  ['ci', { ci: 'Git Hub' }],
  ['build.url', { build: { ...GOOD.build, url: 'javascript:alert(1)' } }],
  ['stream', { stream: ' prod' }],
  ['stream', { stream: 7 }],
  ['sequence.number', { sequence: { counter: 'shop', number: -1 } }],
  ['sequence.number', { sequence: { counter: 'shop', number: '7' } }],
  ['source.commit', { source: { ...GOOD.source, commit: 'abc' } }],
  ['artifacts[0]', { artifacts: ['shop:2.3.1'] }],
  ['artifacts', { artifacts: Array(21).fill(GOOD.artifacts[0]) }],
  ['status', { status: 'passed' }],
  ['tests.status', { tests: { ...tests, status: 'passed' } }],
  ['tests.failed', { tests: { ...tests, failed: null } }],
  ['tests.failed', { tests: { ...tests, failed: -1 } }],
  ['tests.failed', { tests: { ...tests, failed: '0' } }],
  ['tests.failed', { tests: { ...tests, failed: 0.5 } }],
  ['tests.total', { tests: { ...tests, total: 4 } }],
  ['tests.total', { tests: { ...tests, total: 2_147_483_648, passed: 2_147_483_647 } }],
  ['tests.errors', { tests: { ...tests, errors: 1 } }],
  ['tests.flaky', { tests: { ...tests, flaky: 3 } }],
  ['tests.status', { tests: { ...tests, total: 0, passed: 0, skipped: 0 } }],
  ['tests.total', { tests: { ...tests, status: 'unreadable' }, status: 'incomplete' }],
  ['coverage.percent', { coverage: { ...coverage, percent: 100.1 } }],
  ['coverage.percent', { coverage: { ...coverage, percent: 81.55 } }],
  ['security.critical', { security: { ...security, critical: null } }],
  ['sbom.components', { sbom: { ...sbom, components: 0 } }],
  ['changes.commits', { changes: { ...changes, commits: null } }],
  ['changes.commits', { changes: { ...changes, status: 'unknown' } }],
  ['changes.direction', { changes: { ...changes, direction: 'up' } }],
  ['changes.base_change', { changes: { ...changes, base_change: 'x' } }],
  ['work_items[0]', { work_items: [long(101)] }],
  ['people[0].role', { people: [{ ...GOOD.people[0], role: 'boss' }] }],
  ['people', { people: Array(101).fill(GOOD.people[0]) }],
  ['reports[0].sha256', { reports: [{ ...file, sha256: 'x' }] }],
  ['reports', { reports: Array(201).fill(file) }],
  ['separation', { separation: 'none' }],
  ['note', { note: long(5001) }],
  ['plans.test_plan', { plans: { test_plan: long(4001) } }],
  ['coverage.percent', { coverage: { ...coverage, percent: 80, lines_covered: 799, lines_total: 1000 } }],
  ['coverage.percent', { coverage: { ...coverage, percent: 100, lines_covered: 0, lines_total: 0 } }],
  ['changes.direction', { changes: { ...changes, direction: 'unknown' } }],
  ['changes.commits', { changes: { ...changes, commits: 0, ...NONE_COUNTED } }],
  ['changes.commits', { changes: { ...changes, direction: 'same' } }],
  ['changes.commits', { changes: { ...changes, commits: 1, commits_not_reviewed: 2 } }],
  // No better than its parts.
  ['tests.status', { reports: [{ ...file, status: 'unreadable', problem: 'is cut off' }] }],
  ['sbom.status', { reports: [{ ...file, kind: 'sbom' }] }],
  ['status', { sbom: { ...sbom, status: 'unreadable' } }],
  ['status', { status: 'none' }],
  ['status', { ...NOTHING, changes: { ...nulls(changes), ...UNKNOWN_CHANGES() } }],
])('refuses %s', (field, fields) => {
  const parse = () => GateEvidenceRequest.parse({ ...GOOD, ...fields });
  expect(errorOf(parse)).toMatchObject({ status: 400, message: `Invalid ${field}` });
});

function UNKNOWN_CHANGES() {
  return { status: 'unknown', direction: 'unknown', base_commit: '', base_change: '' };
}

function errorOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (GateHttpError.is(error)) return { status: error.status, message: error.message };
    throw error;
  }
  return 'no error';
}
