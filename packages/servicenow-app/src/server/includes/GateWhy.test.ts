import { beforeEach, describe, expect, it } from 'vitest';
import { openChange } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateApprovals from './GateApprovals.ts';
import * as GateWhy from './GateWhy.ts';

const CAB = 'CAB Approval';
const ANSWERED = { sys_mod_count: '1' };

let instance: TestInstance;
let change: string;
beforeEach(() => {
  instance = startInstance();
  change = openChange(instance, { type: 'normal' });
});

function asked(name: string, state: string, fields: Readonly<Row> = {}): string {
  const row = { sysapproval: change, approver: `id of ${name}`, 'display.approver': name, state };
  const mod = state === 'requested' ? {} : ANSWERED;
  return instance.insert('sysapproval_approver', { ...row, ...mod, ...fields });
}

function groupApproval(name: string): Row {
  return { group: instance.insert('sysapproval_group', { 'display.assignment_group': name }) };
}

function applied(decision: string, action: string, policy = 'Normal Change Policy'): void {
  instance.insert('chg_policy_applied', {
    change_request: change,
    'display.chg_policy': policy,
    'display.sys_decision_question': decision,
    chg_policy_action: instance.insert('chg_approval_def', { approval_action: action }),
  });
}

const rejected = (comment: string) => {
  instance.set('change_request', change, { state: '-5', approval: 'rejected' });
  const element_id = asked('Ann Lee', 'rejected', groupApproval(CAB));
  instance.insert('sys_journal_field', { element_id, element: 'comments', value: comment });
};

describe('who approved a change', () => {
  it('is told by name and group, and when', () => {
    const cab = groupApproval(CAB);
    asked('Ann Lee', 'approved', cab);
    asked('Bob Ray', 'approved', cab);
    asked('Cy Poe', 'approved');
    asked('Dee Fox', 'not_required', cab);
    expect(GateWhy.ofChange(change)).toBe(
      `approved by Ann Lee and Bob Ray (CAB Approval) and Cy Poe, ${instance.time()} UTC`,
    );
  });

  it('is a rule where the row was answered from the start, or by the system', () => {
    applied('Clean evidence', 'approve');
    asked('Change Robot', 'approved', { sys_mod_count: '0' });
    asked('Ann Lee', 'approved');
    expect(GateWhy.ofChange(change)).toBe(
      `approved by rule "Clean evidence" of Normal Change Policy for Change Robot; approved by Ann Lee, ${instance.time()} UTC`,
    );
    asked('Other Robot', 'approved', { sys_updated_by: 'system' });
    expect(GateApprovals.ofChange(change)?.map(({ isMachine }) => isMachine)).toEqual([true, false, true]);
  });

  it('is a rule without a name where the instance keeps no record of it, and a person where nothing tells', () => {
    asked('Change Robot', 'approved', { sys_mod_count: '0' });
    expect(GateWhy.ofChange(change)).toBe('approved by rule for Change Robot');
    const unread = { sys_mod_count: '' };
    asked('Ann Lee', 'approved', unread);
    expect(GateWhy.ofChange(change)).toContain('approved by Ann Lee');
  });

  it('is nobody where no policy has found an approver, but of a standard change', () => {
    expect(GateWhy.ofChange(change)).toBe('nobody was asked to approve it');
    instance.set('change_request', change, { type: 'standard' });
    expect(GateWhy.ofChange(change)).toBe('');
  });

  it('are five names at most', () => {
    for (const name of 'ABCDEFG') asked(name, 'approved');
    expect(GateWhy.ofChange(change)).toContain('approved by A, B, C, D, E and 2 more, ');
  });

  it('is not who approved it the last time, before it was rejected', () => {
    asked('Ann Lee', 'approved');
    instance.pass(60);
    asked('Bob Ray', 'rejected');
    instance.pass(60);
    asked('Cy Poe', 'approved');
    expect(GateWhy.ofChange(change)).toMatch(/^approved by Cy Poe, /);
  });

  it.each(['approver', 'state', 'sysapproval'])(
    'cannot be read where %s is hidden, and says so',
    (column) => {
      asked('Ann Lee', 'approved');
      instance.missingColumns.add(`sysapproval_approver.${column}`);
      const words = 'who approved it, or was asked to, cannot be read';
      expect(GateWhy.ofChange(change)).toBe(words);
      expect(GateWhy.explained('approved', 'is in Implement', change)).toBe(`is in Implement; ${words}`);
    },
  );

  it('cannot be read where the instance refuses, or hides a name, and says so', () => {
    asked('', 'approved', { approver: '' });
    expect(GateWhy.ofChange(change)).toContain('approved by somebody whose name cannot be read');
    const { all } = instance.tables;
    instance.tables.all = (table) => {
      if (table === 'sysapproval_approver') throw new Error('denied');
      return all.call(instance.tables, table);
    };
    expect(GateWhy.ofChange(change)).toBe('who approved it, or was asked to, cannot be read');
    expect(instance.log.length).toBeGreaterThan(0);
  });
});

describe('a decision', () => {
  it('is explained by who made it, or whom it waits for', () => {
    instance.set('change_request', change, { approval: 'requested' });
    const cab = groupApproval(CAB);
    for (const name of 'ABC') asked(name, 'requested', cab);
    asked('Ann Lee', 'requested');
    const clause = 'is in Assess: not approved yet';
    const waits = 'waits for CAB Approval (3 people) and Ann Lee';
    expect(GateWhy.explained('pending', clause, change)).toBe(`${clause}; ${waits}`);
    applied('Otherwise', 'group');
    const rule = ', asked by rule "Otherwise" of Normal Change Policy';
    expect(GateWhy.explained('pending', clause, change)).toBe(`${clause}; ${waits}${rule}`);
    instance.set('change_request', change, { approval: 'approved' });
    expect(GateWhy.explained('approved', 'is in Implement', change)).toBe(
      'is in Implement; nobody was asked to approve it',
    );
  });

  it('to refuse is explained by who refused, and what he wrote', () => {
    rejected(`Not on\n a  (Friday)${'!'.repeat(300)}`);
    const told = GateWhy.explained('denied', 'was rejected', change);
    expect(told).toMatch(/^was rejected; rejected by Ann Lee \(CAB Approval\): "Not on a Friday !+\.\."$/);
    expect(told.length).toBeLessThan(300);
    expect(GateWhy.explained('denied', 'was deleted', change)).toBe('was deleted');
  });

  it('of a rule to refuse names the rule', () => {
    applied('No tests', 'reject');
    instance.set('change_request', change, { approval: 'rejected' });
    asked('Change Robot', 'rejected', { sys_mod_count: '0' });
    expect(GateWhy.ofChange(change)).toBe(
      'rejected by rule "No tests" of Normal Change Policy for Change Robot',
    );
  });

  it('needs no explanation where nobody was asked yet, or the change is gone', () => {
    instance.set('change_request', change, { approval: 'not requested' });
    expect(GateWhy.explained('pending', 'is in New: approval has not been requested', change)).toBe(
      'is in New: approval has not been requested',
    );
    expect(GateWhy.ofChange('0'.repeat(32))).toBe('');
    expect(GateWhy.explained('denied', 'was rejected', change)).toBe('was rejected');
  });

  it('names no rule and no words of another change, of an earlier round or of another kind', () => {
    instance.insert('chg_policy_applied', {
      'display.sys_decision_question': 'Of another',
      change_request: 'x',
    });
    instance.insert('sys_journal_field', { element_id: 'x', element: 'comments', value: 'Of another' });
    applied('Clean of the last round', 'approve');
    applied('Asked in the last round', 'group');
    instance.pass(60);
    rejected('  Not yet ');
    applied('No tests', 'reject');
    const ann = `rejected by Ann Lee (${CAB}): "Not yet"`;
    expect(GateWhy.ofChange(change)).toBe(ann);

    instance.pass(60);
    instance.set('change_request', change, { approval: 'requested' });
    applied('Otherwise', 'group');
    asked('Bob Ray', 'requested', groupApproval(CAB));
    const rule = 'asked by rule "Otherwise" of Normal Change Policy';
    expect(GateWhy.ofChange(change)).toBe(`waits for ${CAB} (1 person), ${rule}`);

    instance.pass(60);
    instance.set('change_request', change, { approval: 'approved' });
    applied('Clean evidence', 'approve');
    asked('Change Robot', 'approved', { sys_mod_count: '0' });
    const told = GateWhy.explained('approved', 'is in Implement', change);
    expect(told).toContain('approved by rule "Clean evidence" of Normal Change Policy for Change Robot');
    expect(told).not.toMatch(/last round|another/);
  });

  it.each(['requested', 'rejected'])(
    'cannot be explained where rows of %s are hidden, and says so',
    (approval) => {
      instance.set('change_request', change, { approval });
      instance.missingColumns.add('sysapproval_approver.state');
      const [decision, clause] =
        approval === 'rejected' ? (['denied', 'was rejected'] as const) : (['pending', 'waits'] as const);
      expect(GateWhy.explained(decision, clause, change)).toBe(
        `${clause}; who approved it, or was asked to, cannot be read`,
      );
    },
  );
});
