/** Types of changes, and policies of gates. */
import { type Configuration, LATER } from './configuration.ts';
import { data } from './instances.ts';

const WINDOW = { 'planned-start': 'now', 'planned-end': '+8h' };
const PAST = { 'planned-start': '2020-01-01T00:00:00Z', 'planned-end': '2020-01-01T01:00:00Z' };
const ENFORCED = { 'window-policy': 'enforce' };
const TEMPLATE = { 'standard-template': 'Deploy a release' };

export const TYPES_AND_POLICIES: readonly Configuration[] = [
  { name: 'the least that there is', writes: [LATER] },
  { name: 'a normal change', inputs: { 'change-type': 'normal' } },
  { name: 'an emergency', inputs: { 'change-type': 'emergency' }, writes: [LATER] },
  { name: 'an emergency in the data', inputs: data({ type: 'Emergency' }) },
  { name: 'a standard change', inputs: TEMPLATE, writes: [LATER] },
  {
    name: 'a standard change that verify moves on',
    inputs: { ...TEMPLATE, implement: 'true' },
    verify: { implement: 'true' },
    opensIn: '-2',
  },
  {
    name: 'a template that there is not',
    inputs: { 'standard-template': 'Deploy' },
    says: ['data.standard-template'],
    fails: /open: .*NAME_NOT_RESOLVED/s,
  },
  {
    name: 'a standard change without a template',
    inputs: { 'change-type': 'standard' },
    says: ['data.inputs'],
    fails: /open: .*INVALID_INPUT/s,
  },
  { name: 'implement', inputs: { implement: 'true' }, verify: { implement: 'true' }, opensIn: '-2' },
  {
    name: 'a gate that opens in Review',
    inputs: { 'proceed-states': 'Review' },
    verify: { 'proceed-states': 'Review' },
    opensIn: '0',
    says: ['model.proceed-states'],
    fails: /verify: .*NOT_APPROVED/s,
  },
  { name: 'a window', inputs: { ...ENFORCED, ...WINDOW }, verify: ENFORCED },
  {
    name: 'a window that is over',
    inputs: { ...ENFORCED, ...PAST },
    verify: ENFORCED,
    says: ['data.window'],
    fails: /verify: .*past its planned end/s,
  },
  {
    name: 'a window without times',
    inputs: ENFORCED,
    says: ['data.inputs'],
    fails: /open: .*INVALID_INPUT/s,
  },
  {
    name: 'conflicts',
    inputs: { 'conflict-policy': 'wait', ...WINDOW, ...data({ cmdb_ci: 'globex-web' }) },
    verify: { 'conflict-policy': 'wait' },
  },
  {
    name: 'conflicts without an item',
    inputs: { 'conflict-policy': 'wait' },
    verify: { 'conflict-policy': 'wait' },
    says: ['conflicts.data'],
    fails: /verify: .*has not been checked for schedule conflicts/s,
  },
];
