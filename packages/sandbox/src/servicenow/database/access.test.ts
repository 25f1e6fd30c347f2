import { beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { baseSystem } from '../base-system/base-system.ts';
import type { Principal } from '../sign-in/principal.ts';
import { AccessControl, referenceOfScript } from './access.ts';
import type { Database, Row } from './database.ts';

const user = (...roles: string[]): Principal => ({ userName: 'u', sysId: 'u', roles: new Set(roles) });
const NOBODY = { condition: 'sys_idISEMPTY^sys_idISNOTEMPTY', admin_overrides: 'false' };

let database: Database;
beforeEach(() => {
  database = baseSystem(new SandboxClock());
  database.define({
    name: 'x_acme_proof',
    columns: [{ name: 'change', type: 'reference', reference: 'change_request' }],
  });
});

function acl(name: string, operation: string, fields: Row): void {
  database.insert('sys_security_acl', { name, type: 'record', operation, ...fields }, 'admin');
}

const row = (table: string, fields: Row): Row => database.insert(table, fields, 'admin');

describe('a rule that no row meets, without Admin overrides', () => {
  it.each(['create', 'write', 'delete'] as const)('lets nobody %s, an admin neither', (operation) => {
    const access = () => new AccessControl(database);
    const proof = row('x_acme_proof', {});
    const asked = operation === 'create' ? undefined : proof;
    expect(access().allows(user('admin'), operation, 'x_acme_proof', asked)).toBe(true);
    acl('x_acme_proof', operation, NOBODY);
    expect(access().allows(user('admin'), operation, 'x_acme_proof', asked)).toBe(false);
    expect(access().allows(user('itil'), operation, 'x_acme_proof', asked)).toBe(false);
  });

  it('of a column hides that column alone from answers', () => {
    acl('change_request.justification', 'read', NOBODY);
    const change = row('change_request', {});
    const json = { justification: 'why', number: change.number };
    const shown = new AccessControl(database).withoutHidden(user('admin'), 'change_request', change, json);
    expect(shown).toEqual({ number: change.number });
  });

  it('of a column keeps that column from all, and others from none', () => {
    acl('change_request.justification', 'write', NOBODY);
    const access = new AccessControl(database);
    const allowed = (field: string) => access.allowsField(user('admin'), 'change_request', field);
    expect([allowed('justification'), allowed('test_plan')]).toEqual([false, true]);
  });
});

const ASKED = [
  ['(current.change.getRefRecord()).canRead();\n', true],
  ['var it = current.change.getRefRecord();\nit.isValidRecord() && it.canRead();\n', false],
] as const;

it.each(ASKED)(
  'hands the question on to the record referred to, and an orphan is open: %s %s',
  (script, open) => {
    acl('x_acme_proof', 'read', { script: `// Whoever may read the change.\n${script}` });
    const change = row('change_request', { short_description: 'x' });
    const [proof, orphan] = [row('x_acme_proof', { change: change.sys_id ?? '' }), row('x_acme_proof', {})];
    const access = new AccessControl(database);
    const reads = (who: Principal, one: Row) => access.allows(who, 'read', 'x_acme_proof', one);
    expect([reads(user('sn_change_read'), proof), reads(user('approver_user'), proof)]).toEqual([
      true,
      false,
    ]);
    expect([reads(user('sn_change_read'), orphan), reads(user('admin'), orphan)]).toEqual([open, true]);
    expect(reads(user('approver_user'), orphan)).toBe(false);
  },
);

it.each(['answer = true;', 'gs.hasRole("itil")', ''])('no other script is one that does: %s', (script) => {
  expect(referenceOfScript(script).reference).toBeNull();
});
