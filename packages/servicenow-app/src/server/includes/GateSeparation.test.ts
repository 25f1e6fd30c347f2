import { beforeEach, describe, expect, it } from 'vitest';
import { openChange } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance, USER } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateSeparation from './GateSeparation.ts';

const DEV = { role: 'author', name: 'Dev Doe', login: 'dev', email: 'dev@globex.example' };

let instance: TestInstance;
let change: string;
let dev: string;
let boss: string;
beforeEach(() => {
  instance = startInstance();
  change = openChange(instance, { type: 'normal' });
  instance.insert('sys_user', { user_name: USER.name, sys_id: USER.id });
  dev = instance.insert('sys_user', { user_name: 'dev.doe', email: 'dev@globex.example' });
  boss = instance.insert('sys_user', { user_name: 'boss', email: 'boss@globex.example' });
});

function approve(approver: string, by: string, fields: Readonly<Row> = {}): void {
  instance.insert('sysapproval_approver', {
    sysapproval: change,
    approver,
    'display.approver': approver === dev ? 'Dev Doe' : 'The Boss',
    state: 'approved',
    sys_mod_count: '1',
    sys_updated_by: by,
    ...fields,
  });
}

const byRule = (user: string, by = 'system') => approve(user, by, { sys_mod_count: '0' });

function compare(people: readonly object[] | string = [DEV], fields: Readonly<Row> = {}) {
  const text = typeof people === 'string' ? people : JSON.stringify(people);
  const row = instance.insert('x_change_gate_evidence', {
    change,
    ci: 'github',
    people: text,
    changes_status: 'known',
    ...fields,
  });
  return GateSeparation.of(change, instance.record('x_change_gate_evidence', row));
}

describe('who approved', () => {
  it('is another than who wrote it', () => {
    approve(boss, 'boss');
    expect(compare()).toEqual({
      separation: 'separate',
      clause: 'was approved by The Boss, who did not write, merge or start it',
    });
  });

  it.each([
    ['trigger', 'who started it'],
    ['author', 'an author'],
    ['merger', 'who merged it'],
  ])('is the same as the %s', (role, words) => {
    approve(boss, 'boss');
    approve(dev, 'dev.doe');
    expect(compare([{ ...DEV, role }])).toEqual({
      separation: 'same',
      clause: `was approved by Dev Doe (${words}) of what is deployed`,
    });
  });

  it('may have reviewed it', () => {
    approve(boss, 'boss');
    const reviewer = { ...DEV, role: 'reviewer', email: 'boss@globex.example' };
    expect(compare([DEV, reviewer]).separation).toBe('separate');
  });

  it('is also who answered in the place of another', () => {
    approve(boss, 'dev.doe');
    expect(compare().separation).toBe('same');
  });

  it("is not the pipeline's own user", () => {
    approve(USER.id, USER.name);
    expect(compare()).toEqual({ separation: 'same', clause: "was approved by the pipeline's own user" });
  });

  it("is the same where the pipeline's own user has answered for another", () => {
    approve(boss, USER.name);
    expect(compare()).toEqual({ separation: 'same', clause: "was approved by the pipeline's own user" });
  });

  it('counts only where the approval stands', () => {
    approve(dev, 'dev.doe', { state: 'cancelled' });
    instance.pass(60);
    approve(boss, 'boss');
    expect(compare().separation).toBe('separate');
  });

  it('may be nobody, where a rule approved it', () => {
    byRule(boss);
    expect(compare([{ ...DEV, email: 'who@globex.example' }])).toEqual({
      separation: 'separate',
      clause: 'was approved by rule, and by no person',
    });
    approve(boss, 'boss');
    expect(compare([{ ...DEV, email: 'who@globex.example' }]).separation).toBe('unknown');
  });

  it('is the same where a rule answers for who wrote it, or a person has entered the answer', () => {
    byRule(dev);
    expect(compare().separation).toBe('same');
  });

  it('takes an approval that a person has put in for no rule', () => {
    byRule(boss, 'admin');
    expect(compare([{ ...DEV, email: 'who@globex.example' }]).separation).toBe('unknown');
  });
});

describe('is unknown', () => {
  it.each([
    [
      'a person whom the instance does not know',
      [DEV, { ...DEV, name: 'Eve', login: 'eve', email: 'eve@x.example' }],
      /does not know Eve \(an author\)$/,
    ],
    ['a person who is only named', [{ ...DEV, login: '', email: '' }], /does not know Dev Doe/],
    ['nobody', [], /names nobody/],
    ['only a bot', [{ ...DEV, login: 'renovate[bot]', email: '' }], /names nobody/],
    ['only reviewers', [{ ...DEV, role: 'reviewer' }], /names nobody/],
    ['as many as can be named', Array(100).fill(DEV), /more people than/],
    ['what is no list', '{"role":"author"}', /no evidence that tells/],
    ['what is no JSON', '[{"role":"author"', /no evidence that tells/],
    ['an empty column', '', /no evidence that tells/],
  ])('where the evidence names %s', (_what, people, clause) => {
    approve(boss, 'boss');
    expect(compare(people)).toEqual({ separation: 'unknown', clause: expect.stringMatching(clause) });
  });

  it('where two users have the email', () => {
    instance.insert('sys_user', { email: 'dev@globex.example' });
    approve(boss, 'boss');
    expect(compare().separation).toBe('unknown');
  });

  it('without an approval, and where approvals cannot be read', () => {
    expect(compare()).toMatchObject({
      separation: 'unknown',
      clause: expect.stringContaining('no approval'),
    });
    approve(boss, 'boss');
    instance.missingColumns.add('sysapproval_approver.approver');
    expect(compare()).toMatchObject({
      separation: 'unknown',
      clause: expect.stringContaining('cannot be read'),
    });
  });

  it.each(['unknown', ''])('where the evidence does not tell what changed: %j', (status) => {
    approve(boss, 'boss');
    expect(compare([{ ...DEV, role: 'trigger' }], { changes_status: status })).toEqual({
      separation: 'unknown',
      clause: 'has evidence that does not know what changed, and so not who wrote it',
    });
    expect(compare([{ ...DEV, email: 'boss@globex.example' }], { changes_status: status }).separation).toBe(
      'same',
    );
  });

  it('without evidence', () => {
    approve(boss, 'boss');
    expect(GateSeparation.of(change, null).separation).toBe('unknown');
  });
});
