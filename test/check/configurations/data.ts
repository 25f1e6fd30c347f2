/** What the data names, leaves out and gives in another form than the instance takes. */
import { type Configuration, LATER } from './configuration.ts';
import { data, hidden, policy, strict, withDictionary } from './instances.ts';

const TEMPLATE = { 'standard-template': 'Deploy a release' };
const TASK = { tasks: '[{"short_description": "Watch"}]' };

export const DATA: readonly Configuration[] = [
  {
    name: 'a group that there is not',
    inputs: data({ assignment_group: 'No' }),
    says: ['data.assignment_group'],
  },
  { name: 'an affected CI', inputs: { 'affected-cis': 'globex-web' }, writes: [LATER] },
  { name: 'an affected CI that there is not', inputs: { 'affected-cis': 'no' }, says: ['data.affected-cis'] },
  { name: 'a task', inputs: TASK, writes: [LATER] },
  {
    name: 'strictly, a column that nobody can tell of',
    inputs: strict({ u_no: 'x' }),
    hides: 'data.values',
    fails: /open: .*FIELDS_ALTERED/s,
    writes: ['write.opened does-not-hold', LATER],
  },
  {
    name: 'strictly, a column that the dictionary lacks',
    set: withDictionary,
    inputs: strict({ u_no: 'x' }),
    says: ['columns.change_request.u_no'],
  },
  {
    name: 'strictly, a text that is too long',
    set: withDictionary,
    inputs: strict({ short_description: 'x'.repeat(200) }),
    says: ['data.short_description'],
    fails: /open: .*FIELDS_ALTERED/s,
  },
  {
    name: 'strictly, a text that is too long, as nobody can tell',
    inputs: strict({ short_description: 'x'.repeat(200) }),
    hides: 'data.values',
    writes: ['write.opened does-not-hold', LATER],
  },
  {
    name: 'a text that is too long',
    set: withDictionary,
    inputs: data({ short_description: 'x'.repeat(200) }),
  },
  {
    name: 'strictly, a number that is none',
    set: withDictionary,
    inputs: strict({ impact: 'much' }),
    says: ['data.impact'],
  },
  {
    name: 'strictly, a flag that is none',
    set: withDictionary,
    inputs: strict({ outside_maintenance_schedule: 'maybe' }),
    says: ['data.outside_maintenance_schedule'],
  },
  {
    name: 'strictly, a column that an ACL keeps from being written',
    set: (serviceNow) => {
      withDictionary(serviceNow);
      hidden('change_request.justification', 'write')(serviceNow);
    },
    inputs: strict({ justification: 'x' }),
    hides: 'write',
    writes: ['write.opened does-not-hold', LATER],
  },
  {
    name: 'a business rule that lets none be opened',
    set: ({ rules }) => rules.abort({ name: 'Freeze', table: 'change_request', operations: ['insert'] }),
    hides: 'write',
    writes: ['write.opened does-not-hold', LATER],
  },
  {
    name: 'a data policy',
    set: policy(['justification']),
    says: ['data.policies.p'],
    fails: /POLICY_REFUSED/,
  },
  {
    name: 'a data policy that the data meets',
    set: policy(['justification']),
    inputs: data({ justification: 'x' }),
  },
  { name: 'a data policy that default values meet', set: policy(['impact', 'number']) },
  { name: 'a data policy that a template meets', set: policy(['implementation_plan']), inputs: TEMPLATE },
  {
    name: 'a data policy in Assess, strictly',
    set: policy(['justification'], { conditions: 'state=-4' }),
    inputs: strict(),
    says: ['data.policies.p'],
    fails: /open: .*stays in New/s,
  },
  {
    name: 'a data policy in Closed',
    set: policy(['test_plan'], { conditions: 'state=3' }),
    hides: 'data.policies.p',
    fails: /close: /,
  },
  {
    name: 'a data policy of tasks',
    set: policy(['description'], { table: 'change_task' }),
    inputs: TASK,
    says: ['data.policies.p'],
    fails: /open: .*POLICY_REFUSED/s,
  },
];
