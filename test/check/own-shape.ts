/** An instance with columns, a model and data policies of its own. */
import { readFileSync } from 'node:fs';
import type { Sandbox } from '@change-gate/sandbox';
import { UPDATE_SET } from '../environment/environment.ts';

/** Who opens changes there, and in the configuration of the sandbox's guide. */
export const BOT = { userName: 'ci.bot', password: 's3cret' };

export const MODEL = 'Release train';

/** Gives an instance what no other has. */
export function giveShape(serviceNow: Sandbox['serviceNow']): void {
  const { database } = serviceNow;
  serviceNow.importUpdateSet(readFileSync(UPDATE_SET, 'utf8'));
  const user = { user_name: BOT.userName, name: BOT.userName, active: 'true' };
  database.insert('sys_user', { ...user, user_password: database.encrypt(BOT.password) }, 'admin');
  for (const role of [
    'snc_internal',
    'itil',
    'sn_change_read',
    'sn_change_write',
    'x_change_gate.pipeline',
  ]) {
    serviceNow.grantRole(BOT.userName, role);
  }
  database.insert('sys_user_group', { name: 'Train drivers' }, 'admin');
  const regions = [
    { value: 'eu', label: 'Europe' },
    { value: 'us', label: 'America' },
  ];
  database.define({
    name: 'change_request',
    columns: [
      { name: 'u_ticket', label: 'Ticket', maxLength: 8 },
      { name: 'u_cost', label: 'Cost', type: 'integer', defaultValue: '3' },
      { name: 'u_ratio', label: 'Ratio', type: 'float' },
      { name: 'u_live', label: 'Live', type: 'boolean' },
      { name: 'u_day', label: 'Day', type: 'glide_date' },
      { name: 'u_when', label: 'When', type: 'glide_date_time' },
      { name: 'u_owner', label: 'Owner', type: 'reference', reference: 'sys_user' },
      { name: 'u_region', label: 'Region', choices: regions, mandatory: true },
      { name: 'u_sealed', label: 'Sealed', readOnly: true },
      { name: 'u_length', label: 'Length', type: 'glide_duration' },
    ],
  });
  const category = database.table('change_request')?.columns.get('category');
  if (category === undefined) throw new Error('There is no category');
  const choices = [...category.choices, { value: 'train', label: 'Train' }];
  database.define({
    name: 'change_request',
    columns: [{ ...category, choices, maxLength: 10, defaultValue: 'train' }],
  });
  serviceNow.defineChangeModel({
    name: MODEL,
    states: [
      { value: '10', label: 'Draft' },
      { value: '20', label: 'Ready' },
      { value: '-1', label: 'Implement', implementation: true },
      { value: '30', label: 'Arrived' },
      { value: '4', label: 'Canceled' },
    ],
    transitions: [
      { from: '10', to: '20', conditions: [{ name: 'Ticket is known', query: 'u_ticketISNOTEMPTY' }] },
      { from: '20', to: '-1', automatic: true, conditions: [{ name: 'Is cheap', query: 'u_cost<10' }] },
      { from: '-1', to: '30' },
      { from: '10', to: '4' },
    ],
  });
  serviceNow.addDataPolicy({
    name: 'Live changes have a region',
    table: 'change_request',
    conditions: 'u_live=true',
    mandatory: ['u_region', 'u_owner'],
  });
  serviceNow.addDataPolicy({
    name: 'Tasks keep their text',
    table: 'task',
    inherit: true,
    conditions: 'short_descriptionLIKEfrozen',
    readOnly: ['description'],
  });
}
