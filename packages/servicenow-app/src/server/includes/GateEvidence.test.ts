import { beforeEach, describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/instance/evidence.ts';
import { listServer, openChange, registrationOf } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance, USER } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateEvidence from './GateEvidence.ts';
import * as GateEvidenceItems from './GateEvidenceItems.ts';
import * as GateStream from './GateStream.ts';

const NEW = { state: '-5', approval: 'not requested' };

let instance: TestInstance;
let change: string;
beforeEach(() => {
  instance = startInstance();
  change = openChange(instance, NEW);
});

const row = () => instance.row('change_request', change);
const rows = () => instance.tables.all(GateStream.TABLE);
const items = () => instance.tables.all(GateEvidenceItems.TABLE);
const record = (fields = {}) => GateEvidence.record(evidenceOf(change, fields));
const FAILING = { tests: { ...evidenceOf('').tests, total: 4, failed: 1 } };

/** What a request is refused with. */
function refusal(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    const { status, message } = error as { status: number; message: string };
    return `${status} ${message}`;
  }
}

/** When the instance is about to write a table, once. */
function atWriteOf(table: string, act: () => boolean | undefined): void {
  instance.tables.beforeWrite = (written) => {
    if (written !== table) return undefined;
    instance.tables.beforeWrite = () => undefined;
    return act();
  };
}

it('a node that dies before the change points to the row is followed by one that points to it', () => {
  atWriteOf('change_request', () => false);
  expect(refusal(() => record({ plans: {} }))).toBe('500 Evidence not stored');
  expect([rows().length, row().x_change_gate_evidence]).toEqual([1, undefined]);
  expect(record()).toMatchObject({ sys_id: rows()[0]?.sys_id, counts: true });
  expect([rows().length, items().length, row().x_change_gate_evidence]).toEqual([1, 1, rows()[0]?.sys_id]);
  expect(instance.notes(change)).toEqual(['3 tests, 0 failed (code)']);
});

it('another node that records the same at the same moment has its row taken', () => {
  let first: string | undefined;
  atWriteOf(GateStream.TABLE, () => {
    first = record().sys_id;
    return undefined;
  });
  expect(record().sys_id).toBe(first);
  expect([rows().length, items().length, instance.notes(change).length]).toEqual([1, 1, 1]);
});

it.each([GateStream.TABLE, GateEvidenceItems.TABLE])(
  'says where the instance refuses a row of %s',
  (table) => {
    atWriteOf(table, () => false);
    expect(refusal(record)).toBe('500 Evidence not stored');
  },
);

it('a change whose approval is asked for while its evidence is written counts with none', () => {
  atWriteOf('change_request', () => {
    instance.set('change_request', change, { state: '-4' });
    return undefined;
  });
  expect(refusal(() => record({ plans: {} }))).toBe('409 Approval was asked for meanwhile');
  expect(instance.notes(change)[1]).toContain('it counts with none');
  expect(row().x_change_gate_evidence ?? '').toBe('');
});

it('numbers that are not known stay empty', () => {
  record();
  expect(rows()[0]).toMatchObject({
    code_coverage: '81.5',
    tests_passing_percent: '66.6',
    findings_high: '1',
  });
  expect(Object.keys(rows()[0] ?? {})).not.toContain('commits_not_reviewed');
  expect(Object.keys(rows()[0] ?? {})).not.toContain('sbom_components');
});

describe('plans', () => {
  it.each<[string, Row, string]>([
    ['are filled in where they are empty', {}, '3 tests'],
    ['stay as somebody has written them', { test_plan: 'By hand' }, 'By hand'],
  ])('%s', (_what, fields, plan) => {
    instance.set('change_request', change, fields);
    record();
    expect(row().test_plan).toBe(plan);
  });
});

describe('later', () => {
  it('a record that is not worse leaves no note', () => {
    const { sys_id: counted } = record();
    instance.set('change_request', change, { state: '-4' });
    const better = { tests: { ...evidenceOf('').tests, total: 4, passed: 3 } };
    expect(record(better)).toMatchObject({ counts: false, older: [] });
    expect(items().filter(({ kind }) => kind === 'update')).toEqual([
      expect.objectContaining({ evidence: counted, problem: '', name: 'test:1' }),
    ]);
    expect(instance.notes(change)).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['a failing test', FAILING, 'Tests failed: 1, approved with 0'],
    [
      'tests that are not known any more',
      {
        status: 'incomplete',
        tests: {
          status: 'unreadable',
          total: null,
          passed: null,
          failed: null,
          errors: null,
          skipped: null,
          flaky: null,
        },
        reports: [],
      },
      'Status: incomplete, approved with complete; Test reports: unreadable, approved with complete',
    ],
    [
      'another artifact',
      { artifacts: [] },
      `Artifacts: unknown, approved with shop@sha256:${'b'.repeat(64)}`,
    ],
    [
      'another commit',
      { source: { repository: '', commit: 'e'.repeat(40), ref: '' } },
      `Commit: ${'e'.repeat(40)}, approved with ${'a'.repeat(40)}`,
    ],
    [
      'less coverage',
      { coverage: { status: 'complete', percent: 80, lines_covered: null, lines_total: null } },
      'Code coverage: 80, approved with 81.5',
    ],
  ])('%s is noted, once', (_what, fields, problem) => {
    record();
    instance.set('change_request', change, { state: '-1' });
    record(fields);
    record(fields);
    expect(items().filter(({ kind }) => kind === 'update')).toEqual([expect.objectContaining({ problem })]);
    expect(instance.notes(change)).toHaveLength(2);
    expect(instance.notes(change)[1]).toContain(problem);
  });
});

describe('whose change', () => {
  it.each<[string, () => void, unknown]>([
    [
      'one that the caller may not read',
      () => instance.invisible.add(change),
      '404 Change request not found',
    ],
    [
      "another user's",
      () => instance.set('change_request', change, { sys_created_by: 'people' }),
      "403 Another user's change",
    ],
    [
      "another user's, for which the caller has registered a build",
      () => {
        instance.set('change_request', change, { sys_created_by: 'people' });
        registrationOf(instance, change, listServer(instance));
      },
      { counts: true },
    ],
    [
      "another pipeline's, for which the caller has registered a build, too",
      () => {
        const user = instance.insert('sys_user', { user_name: 'pipeline.acme' });
        const role = instance.insert('sys_user_role', { name: 'x_change_gate.pipeline' });
        instance.insert('sys_user_has_role', { user, role });
        instance.set('change_request', change, { sys_created_by: 'pipeline.acme' });
        registrationOf(instance, change, listServer(instance));
      },
      "403 Another user's change",
    ],
    [
      'one that counts with evidence of another user',
      () => {
        record();
        instance.userName = 'pipeline.acme';
      },
      '409 Evidence of another user',
    ],
  ])('%s', (_what, arrange, expected) => {
    arrange();
    const answer = refusal(record);
    if (typeof expected === 'string') expect(answer).toBe(expected);
    else expect(answer).toMatchObject(expected as object);
    instance.userName = USER.name;
  });
});
