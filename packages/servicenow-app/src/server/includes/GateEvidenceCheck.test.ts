import type { EvidenceQuestion } from '@change-gate/core/evidence';
import { beforeEach, describe, expect, it } from 'vitest';
import { openChange } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance, USER } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateEvidenceCheck from './GateEvidenceCheck.ts';

const EVIDENCE = 'x_change_gate_evidence';
const ITEM = 'x_change_gate_evidence_item';
const [ONE, TWO] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`];
const SHA = 'a'.repeat(40);
const BUILD = 'https://ci.example.com/build/1';
const DEV = { role: 'author', name: 'Dev Doe', login: 'dev', email: 'dev@globex.example' };

let instance: TestInstance;
let change: string;
let builds: number;
beforeEach(() => {
  instance = startInstance();
  builds = 0;
  change = openChange(instance, { type: 'normal' });
  instance.insert('sys_user', { user_name: 'dev.doe', email: 'dev@globex.example' });
  const boss = instance.insert('sys_user', { user_name: 'boss', email: 'boss@globex.example' });
  approve(change, boss);
});

function approve(of: string, approver: string): void {
  const row = { approver, 'display.approver': 'The Boss', state: 'approved', sys_mod_count: '1' };
  instance.insert('sysapproval_approver', { sysapproval: of, sys_updated_by: 'boss', ...row });
}

/** Evidence of a build that counts for a change; each is newer than those before. @returns its sys_id */
function seal(of: string, fields: Readonly<Row> = {}): string {
  builds += 1;
  const row = instance.insert(EVIDENCE, {
    change: of,
    change_number: instance.row('change_request', of).number ?? '',
    ci: 'github',
    repository: 'https://github.com/acme/shop',
    commit_id: SHA,
    artifacts: `shop@${ONE}\ncart@${TWO}`,
    changes_status: 'known',
    people: JSON.stringify([DEV]),
    separation_rule: 'record',
    stream: 'shop#production',
    counter: 'deploy.yml',
    sequence: `${builds}`.padStart(16, '0'),
    recorded: instance.time(builds),
    ...fields,
  });
  instance.set('change_request', of, { x_change_gate_evidence: row });
  return row;
}

const ask = (fields: Partial<EvidenceQuestion> = {}) =>
  GateEvidenceCheck.check({
    change,
    key: 'github:1:production',
    build_url: BUILD,
    repository: 'https://github.com/acme/shop',
    commit: SHA,
    artifacts: [ONE],
    rollback: false,
    separation: 'record',
    ...fields,
  });
const codes = (fields: Partial<EvidenceQuestion> = {}) => ask(fields).refusals.map(({ code }) => code);
const items = () => instance.tables.all(ITEM);

describe('a deployment of what the change was approved for', () => {
  it('passes, and that is kept and noted once', () => {
    const evidence = seal(change);
    const answer = ask();
    expect(answer).toEqual({
      change,
      refusals: [],
      warnings: [],
      why: expect.stringContaining('approved by The Boss'),
      separation: 'separate',
      overridden: false,
    });
    expect(items()).toMatchObject([
      { evidence, change, kind: 'check', name: BUILD, status: 'passed', problem: '' },
    ]);
    expect(instance.notes(change)).toEqual([
      expect.stringMatching(/may deploy[\s\S]*separation of duties: separate/),
    ]);
    expect(ask()).toEqual(answer);
    expect(items()).toHaveLength(1);
    expect(instance.notes(change)).toHaveLength(1);
  });

  it.each([
    ['another digest', { artifacts: [ONE, `sha256:${'3'.repeat(64)}`] }, 'ARTIFACT_CHANGED'],
    ['another commit', { commit: 'b'.repeat(40) }, 'COMMIT_NOT_APPROVED'],
  ])('does not pass with %s', (_what, fields, code) => {
    seal(change);
    expect(codes(fields)).toEqual([code]);
    expect(items()).toMatchObject([
      { kind: 'check', status: 'refused', problem: expect.stringContaining(code) },
    ]);
    expect(instance.notes(change)).toEqual([expect.stringMatching(/must not deploy/)]);
    expect(codes()).toEqual([]);
    expect(items()).toHaveLength(2);
  });

  it('tells what came later and is worse', () => {
    const evidence = seal(change);
    instance.insert(ITEM, { evidence, change, kind: 'update', problem: 'Tests failed: 1, approved with 0' });
    instance.insert(ITEM, { evidence, change, kind: 'update', problem: '' });
    expect(ask()).toMatchObject({ refusals: [], warnings: [expect.stringContaining('Tests failed: 1')] });
  });
});

describe('evidence that cannot be believed', () => {
  it.each([
    [
      'is of another change',
      () => seal(openChange(instance, { number: 'CHG0030002' })),
      /another change \(CHG0030002\)/,
    ],
    ['is not there', () => 'f'.repeat(32), /is not there/],
    ['was taken away', () => '', /was emptied/],
  ])('refuses where it %s', (_what, pointer, reason) => {
    seal(change);
    instance.set('change_request', change, { x_change_gate_evidence: pointer() });
    expect(ask({ artifacts: [] }).refusals).toEqual([
      { code: 'EVIDENCE_UNREADABLE', reason: expect.stringMatching(reason) },
    ]);
  });

  it('refuses where the column is not there', () => {
    instance.missingColumns.add('change_request.x_change_gate_evidence');
    expect(codes({ artifacts: [] })).toEqual(['EVIDENCE_UNREADABLE']);
  });

  it('is none where a change has none: it passes with a warning, unless something is asked for', () => {
    expect(ask({ artifacts: [] })).toMatchObject({
      refusals: [],
      warnings: [expect.stringContaining('no evidence')],
    });
    expect([items(), instance.notes(change)]).toEqual([[], []]);
    expect(codes()).toEqual(['EVIDENCE_UNREADABLE']);
    expect(codes({ artifacts: [], separation: 'deny' })).toEqual(['EVIDENCE_UNREADABLE']);
  });

  it('tells nothing of a change that the caller may not read', () => {
    seal(change);
    instance.invisible.add(change);
    expect(ask).toThrow(expect.objectContaining({ status: 404 }));
    expect(items()).toEqual([]);
  });

  it('fails where the answer cannot be kept', () => {
    seal(change);
    instance.tables.beforeWrite = (table) => table !== ITEM;
    expect(ask).toThrow(expect.objectContaining({ status: 500 }));
  });
});

describe('separation of duties', () => {
  const people = JSON.stringify([DEV, { ...DEV, name: 'Eve', email: 'eve@x.example' }]);

  it.each([
    ['neither', 'record', 'record', []],
    ['the step', 'record', 'deny', ['NOT_SEPARATE']],
    ['the change', 'deny', 'record', ['NOT_SEPARATE']],
    ['a rule that cannot be read', '', 'record', ['NOT_SEPARATE']],
  ] as const)('stops a build that is not known to be separate by %s', (_what, sealed, asked, expected) => {
    seal(change, { separation_rule: sealed, people });
    expect(codes({ separation: asked })).toEqual(expected);
    expect(ask({ separation: asked }).separation).toBe('unknown');
  });

  it('stops a build by what the change was opened with, whatever a later record says', () => {
    seal(change, { separation_rule: 'deny', people });
    seal(change, { separation_rule: 'record', people });
    expect(codes()).toEqual(['NOT_SEPARATE']);
  });

  it('lets one pass that is', () => {
    seal(change, { separation_rule: 'deny' });
    expect(codes({ separation: 'deny' })).toEqual([]);
  });
});

describe('a newer build of the stream', () => {
  function newer(fields: Readonly<Row> = {}, evidence: Readonly<Row> = {}): string {
    const other = openChange(instance, { number: 'CHG0030002', ...fields });
    seal(other, evidence);
    return other;
  }
  const CLOSED = { state: '3', active: '0' };
  const passed = (of: string, by = USER.name) =>
    instance.insert(ITEM, { change: of, kind: 'check', status: 'passed', sys_created_by: by });

  it.each([
    ['closed as successful', { ...CLOSED, close_code: 'successful' }],
    ['closed with issues', { ...CLOSED, close_code: 'successful_issues' }],
    ['in Review', { state: '0' }],
  ])('has deployed where its change is %s', (_what, fields) => {
    seal(change);
    newer(fields);
    expect(ask().refusals).toEqual([
      {
        code: 'OUTDATED',
        reason: 'is of an older build than CHG0030002, which this stream (shop#production) has deployed',
      },
    ]);
    const back = ask({ rollback: true });
    expect(back).toMatchObject({
      refusals: [],
      warnings: [expect.stringContaining('deployed as a rollback')],
    });
    expect(instance.notes(change).at(-1)).toContain('deployed as a rollback');
  });

  it('has deployed where it was let pass, and was not closed as unsuccessful', () => {
    seal(change);
    const other = newer();
    expect(codes()).toEqual([]);
    passed(other);
    expect(codes({ build_url: `${BUILD}0` })).toEqual(['OUTDATED']);
    instance.set('change_request', other, { ...CLOSED, close_code: 'unsuccessful' });
    expect(codes()).toEqual([]);
  });

  it.each([
    ['waits', {}, {}],
    ['was canceled', { state: '4', active: '0' }, {}],
    ['failed', { ...CLOSED, close_code: 'unsuccessful' }, {}],
    ['is of another stream', { state: '0' }, { stream: 'shop#staging' }],
    ['is of a stream that differs by case', { state: '0' }, { stream: 'SHOP#production' }],
    ["is of another user's stream of that name", { state: '0' }, { sys_created_by: 'other' }],
    ['is an older one', { state: '0' }, { sequence: '0000000000000000' }],
    ['is this one, run again', { state: '0' }, { sequence: '0000000000000001' }],
    [
      'is of another counter, and was recorded before',
      { state: '0' },
      { counter: 'b', recorded: '2020-01-01 00:00:00' },
    ],
  ])('is in the way of nobody where it %s', (_what, fields, evidence: Readonly<Row>) => {
    seal(change);
    newer(fields, evidence);
    expect(codes()).toEqual([]);
  });

  it('has deployed where it was let pass as an emergency, by whatever user', () => {
    seal(change);
    const override = { change: newer(), kind: 'override', status: 'passed', sys_created_by: 'emergencies' };
    instance.insert(ITEM, override);
    expect(codes()).toEqual(['OUTDATED']);
  });

  it('is not told by the check of another user', () => {
    seal(change);
    passed(newer(), 'other');
    expect(codes()).toEqual([]);
  });

  it('counts where it is of another counter, and was recorded later', () => {
    seal(change);
    newer({ state: '0' }, { counter: 'other.yml', sequence: '0000000000000000' });
    expect(codes()).toEqual(['OUTDATED']);
  });
});

describe('an emergency', () => {
  const EMERGENCY = { reason: 'Checkout is down', incident: 'INC0010001' };
  const asked = () => ask({ emergency: EMERGENCY, artifacts: [] });
  const tasks = () => instance.tables.all('change_task');
  const GROUP = 'c'.repeat(32);

  beforeEach(() => {
    const role = instance.insert('sys_user_role', { name: 'x_change_gate.emergency' });
    instance.insert('sys_user_has_role', { user: USER.id, role });
    instance.insert('incident', { number: 'INC0010001' });
    instance.set('change_request', change, {
      type: 'emergency',
      state: '-3',
      approval: 'requested',
      assignment_group: GROUP,
    });
    seal(change);
  });

  it('passes where an admin allows it, and leaves a note, its start and one task for its review', () => {
    expect(asked()).toMatchObject({ refusals: [], overridden: true });
    expect(asked()).toMatchObject({ refusals: [], overridden: true });
    expect(items()).toMatchObject([
      { kind: 'override', status: 'passed', text: expect.stringContaining('INC0010001') },
    ]);
    expect(instance.notes(change)).toEqual([
      expect.stringMatching(
        /before the approval of this change, as an emergency, by pipeline.globex.*\nIncident: INC0010001\. Reason: Checkout is down/,
      ),
    ]);
    expect(instance.row('change_request', change).work_start).toBe(instance.time());
    expect(tasks()).toMatchObject([
      {
        change_request: change,
        short_description: 'Post implementation review',
        change_task_type: 'review',
        assignment_group: GROUP,
        description: expect.stringContaining('Checkout is down'),
      },
    ]);
  });

  it('is reviewed anew where a task of that name has ended, or was made to look like one', () => {
    const task = { change_request: change, short_description: 'Post implementation review', active: '0' };
    instance.insert('change_task', task);
    expect(asked()).toMatchObject({ overridden: true });
    expect(tasks()).toHaveLength(2);
  });

  it('is reviewed by the group that the admin names', () => {
    instance.properties.set('x_change_gate.review_group', 'd'.repeat(32));
    asked();
    expect(tasks()).toMatchObject([{ assignment_group: 'd'.repeat(32) }]);
  });

  it.each([
    ['is another type of change', { type: 'normal' }, /is no emergency change \(its type is normal\)/],
    ['was rejected', { approval: 'rejected' }, /was rejected/],
    ['has an approval that cannot be read', { approval: '' }, /cannot be read/],
    ['is in New', { state: '-5' }, /is in New/],
    ['is in Review', { state: '0' }, /is over/],
    ['is closed', { state: '3' }, /is over/],
    ['is canceled', { state: '4' }, /is over/],
    ['is not active', { active: '0' }, /is over/],
    ['is on hold', { on_hold: '1' }, /is on hold/],
    ['does not tell whether it is on hold', { on_hold: '' }, /is on hold/],
  ])('does not pass where the change %s', (_what, fields, reason) => {
    instance.set('change_request', change, fields);
    expect(asked()).toMatchObject({
      refusals: [{ code: 'NO_EMERGENCY', reason: expect.stringMatching(reason) }],
      overridden: false,
    });
    expect(tasks()).toEqual([]);
  });

  it.each([
    [
      'the role, though an admin has every role',
      () =>
        instance.tables.delete(
          'sys_user_has_role',
          instance.tables.all('sys_user_has_role')[0]?.sys_id ?? '',
        ),
      /may not be deployed before its approval by pipeline/,
    ],
    [
      'the incident',
      () => instance.tables.delete('incident', instance.tables.all('incident')[0]?.sys_id ?? ''),
      /INC0010001, which is not there/,
    ],
    [
      'an incident that the caller may read',
      () => instance.invisible.add(instance.tables.all('incident')[0]?.sys_id ?? ''),
      /may not read it/,
    ],
  ])('does not pass without %s', (_what, without, reason) => {
    instance.roles.add('x_change_gate.emergency');
    without();
    expect(asked().refusals).toEqual([{ code: 'NO_EMERGENCY', reason: expect.stringMatching(reason) }]);
  });

  it('does not pass where the instance takes no task for its review', () => {
    instance.tables.beforeWrite = (table) => table !== 'change_task';
    expect(asked()).toMatchObject({ refusals: [{ code: 'NO_EMERGENCY' }], overridden: false });
  });

  it('does not pass as something else than the change tells', () => {
    expect(codes({ emergency: EMERGENCY, artifacts: [`sha256:${'3'.repeat(64)}`] })).toEqual([
      'ARTIFACT_CHANGED',
    ]);
    expect(tasks()).toEqual([]);
  });
});
