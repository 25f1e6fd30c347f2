import { beforeEach, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { baseSystem } from '../../base-system/base-system.ts';
import type { Database } from '../../database/database.ts';
import type { UpdateRecord } from '../application/update-set.ts';
import { readBusinessRules } from './business-rules.ts';
import { applyBefore, readRulesBefore } from './rules-before.ts';

const RULE = {
  name: 'No plan of another',
  collection: 'change_request',
  when: 'before',
  advanced: 'false',
  action_update: 'true',
  filter_condition: 'backout_planVALCHANGES^backout_planNSAMEAStest_plan^ORstate!=-5',
  template: 'backout_plan=NULL^justification=Emptied^EQ',
  // What the SDK writes where a rule has no script.
  script: '(function executeRule(current, previous) {})(current, previous);',
};

let database: Database;
let refused: string[];
beforeEach(() => {
  database = baseSystem(new SandboxClock());
  refused = [];
});

const records = (fields: object) =>
  [{ table: 'sys_script', fields: { ...RULE, ...fields } }] as unknown as UpdateRecord[];
const refuse = (reason: string) => refused.push(reason);

it('a before rule sets fields in the write that its filter holds for, and in no other', () => {
  const rules = readRulesBefore(records({}), refuse);
  database.before((change) => applyBefore(change, rules, database));
  const { sys_id: id = '' } = database.insert(
    'change_request',
    { test_plan: 'A', backout_plan: 'B' },
    'admin',
  );
  const update = (fields: Record<string, string>) => database.update('change_request', id, fields, 'admin');
  expect(database.get('change_request', id)).toMatchObject({ backout_plan: 'B', justification: '' });
  expect(update({ short_description: 'x' })).toMatchObject({ backout_plan: 'B' });
  expect(update({ backout_plan: 'A' })).toMatchObject({ backout_plan: 'A', justification: '' });
  expect(update({ backout_plan: 'C' })).toMatchObject({ backout_plan: '', justification: 'Emptied' });
  expect([refused, readBusinessRules(records({}), refuse), refused]).toEqual([[], [], []]);
});

it('one that aborts refuses the write that its filter holds for, and no other', () => {
  const rules = readRulesBefore(
    records({ template: '', abort_action: 'true', action_insert: 'true', filter_condition: 'risk=1' }),
    refuse,
  );
  database.before((change) => applyBefore(change, rules, database));
  const insert = (risk: string) => database.insert('change_request', { risk }, 'admin');
  expect(insert('2').risk).toBe('2');
  expect(() => insert('1')).toThrow("was aborted by Business Rule 'No plan of another");
  expect(refused).toEqual([]);
});

it.each([
  ['runs a script', { advanced: 'true' }],
  ['sets values and aborts', { abort_action: 'true' }],
  ['sets nothing', { template: '' }],
  ['runs after the write', { when: 'after' }],
])('one that %s is refused', (_what, fields) => {
  readBusinessRules(records(fields), refuse);
  expect(refused.join()).toContain('only async ones, and before ones that set field values');
  expect(readRulesBefore(records(fields), refuse)).toEqual([]);
});
