import { beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { baseSystem } from '../base-system/base-system.ts';
import { addDataPolicy, type DataPolicyDefinition } from './data-policies.ts';
import type { Database } from './database.ts';

let database: Database;
beforeEach(() => {
  database = baseSystem(new SandboxClock());
});

const create = (fields = {}) => database.insert('change_request', fields, 'admin');
const policy = (given: Partial<DataPolicyDefinition>) =>
  addDataPolicy(database, { name: 'Company', table: 'change_request', ...given });

describe('a data policy', () => {
  it('refuses a record without a field that it makes mandatory, by its label', () => {
    policy({ mandatory: ['justification', 'test_plan'] });
    expect(() => create({ test_plan: 'x' })).toThrow(
      'Data Policy Exception: The following fields are mandatory: Justification',
    );
    expect(create({ test_plan: 'x', justification: 'y' }).justification).toBe('y');
  });

  it('applies while its conditions do', () => {
    policy({ conditions: 'risk=2', mandatory: ['justification'] });
    const { sys_id: sysId = '' } = create({ risk: '3' });
    expect(() => database.update('change_request', sysId, { risk: '2' }, 'admin')).toThrow('Justification');
    expect(database.get('change_request', sysId)?.risk).toBe('3');
  });

  it('keeps a field from being changed that it makes read-only', () => {
    policy({ readOnly: ['description'] });
    const { sys_id: sysId = '' } = create({ description: 'as it was' });
    expect(() => database.update('change_request', sysId, { description: 'other' }, 'admin')).toThrow(
      'Data Policy Exception: The following fields are read only: Description',
    );
    expect(database.update('change_request', sysId, { short_description: 's' }, 'admin')).not.toBeNull();
  });

  it('of a table applies to those that extend it where it says so', () => {
    policy({ table: 'task', mandatory: ['description'] });
    expect(create().description).toBe('');
    policy({ table: 'task', mandatory: ['description'], inherit: true });
    expect(() => create()).toThrow('Description');
  });

  it('does nothing while it is not active', () => {
    const sysId = policy({ mandatory: ['justification'] });
    database.update('sys_data_policy2', sysId, { active: 'false' }, 'admin');
    expect(create().justification).toBe('');
  });
});
