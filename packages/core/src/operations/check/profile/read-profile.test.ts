import { expect, it } from 'vitest';
import { dictionaryOf, shownTables } from '../../../../test/shown-tables.ts';
import { readProfile } from './read-profile.ts';

const READ = { readAt: new Date('2030-01-02T03:04:05Z'), release: 'glide-zurich' };

const read = (tables: Parameters<typeof shownTables>[0]) => readProfile(shownTables(tables), READ);

const choice = (given: Readonly<Record<string, string>>) => ({
  name: 'change_request',
  element: 'u_region',
  inactive: 'false',
  language: 'en',
  ...given,
});

const SHOWN = {
  ...dictionaryOf({
    'change_request.u_region': { column_label: 'Region', max_length: '60', mandatory: 'true' },
    'change_request.u_site': { default_value: 'https://acme.example/' },
    'change_request.u_owner': { default_value: 'ann@acme.example' },
    'change_request.u_count': { internal_type: 'integer', default_value: '7' },
    'change_request.u_deploy_token': { default_value: 's3cret' },
    'change_request.u_vault': { internal_type: 'password2', default_value: 's3cret' },
    'task.number': { default_value: 'javascript:getNextObjNumberPadded();' },
  }),
  sys_dictionary_override: [],
  sys_choice: [
    choice({ value: 'us', label: 'America', sequence: '20' }),
    choice({ value: 'eu', label: 'Europe', sequence: '3' }),
    choice({ value: 'old', label: 'Old', sequence: '1', inactive: 'true' }),
    choice({ value: 'eu', label: 'Europa', sequence: '3', language: 'de' }),
    choice({ name: 'task', value: 'none', label: 'None', sequence: '1' }),
  ],
  chg_model: [
    {
      sys_id: 'm1',
      name: 'Fast',
      active: 'true',
      record_preset: 'type=normal^EQ',
      implementation_states: 's1',
    },
    { sys_id: 'm2', name: 'Gone', active: 'false', record_preset: '', implementation_states: '' },
  ],
  sttrm_state: [
    { sys_id: 's1', sttrm_model: 'm1', state_value: '1', state_label: 'Do', initial_state: 'true' },
    { sys_id: 's2', sttrm_model: 'm1', state_value: '2', state_label: 'Done', initial_state: 'false' },
  ],
  sttrm_state_transition: [{ sys_id: 't1', from_state: 's1', to_state: 's2', automatic_transition: 'false' }],
  sttrm_transition_condition: [
    {
      sys_id: 'c1',
      sttrm_state_transition: 't1',
      name: 'Ticket',
      condition: 'u_ticketISNOTEMPTY',
      active: 'true',
    },
    {
      sys_id: 'c2',
      sttrm_state_transition: 't1',
      name: 'By Ann',
      condition: 'sys_created_by=ann',
      active: 'true',
    },
  ],
  sys_data_policy2: [
    {
      sys_id: 'p1',
      short_description: 'Ticket',
      model_table: 'change_request',
      conditions: 'type=normal',
      inherit: 'false',
      active: 'true',
    },
    {
      sys_id: 'p2',
      short_description: 'Ann',
      model_table: 'change_request',
      conditions: 'sys_updated_by=ann',
      inherit: 'false',
      active: 'true',
    },
  ],
  sys_data_policy_rule: ['p1', 'p2'].map((policy) => ({
    sys_data_policy: policy,
    field: 'u_ticket',
    mandatory: 'true',
    disabled: 'ignore',
  })),
  sys_user_group: [
    { sys_id: 'g1', name: 'Operations', active: 'true' },
    { sys_id: 'g2', name: 'Closed', active: 'false' },
  ],
  std_change_record_producer: [
    { sys_id: 'd1', sys_name: 'Deploy', name: '', active: 'true', retired: 'false' },
    { sys_id: 'd2', sys_name: 'Retired', name: '', active: 'true', retired: 'true' },
  ],
};

it('has what the instance shows, in its own terms', async () => {
  const profile = await read(SHOWN);
  expect(profile).toMatchObject({
    changeGateProfile: 1,
    readAt: '2030-01-02T03:04:05.000Z',
    release: 'glide-zurich',
    models: [
      {
        sysId: 'm1',
        states: [{ value: '1', initial: true, implementation: true }, { value: '2' }],
        transitions: [{ from: '1', to: '2', conditions: [{ name: 'Ticket', query: 'u_ticketISNOTEMPTY' }] }],
      },
    ],
    groups: [{ sysId: 'g1', name: 'Operations' }],
    templates: [{ sysId: 'd1', name: 'Deploy' }],
  });
  expect(profile.models).toHaveLength(1);
  expect(profile.policies).toEqual([
    {
      name: 'Ticket',
      table: 'change_request',
      conditions: 'type=normal',
      rules: [{ column: 'u_ticket', mandatory: true }],
    },
  ]);
  const columns = profile.tables.change_request?.columns ?? [];
  expect(columns.find(({ name }) => name === 'u_region')).toEqual({
    name: 'u_region',
    label: 'Region',
    type: 'string',
    maxLength: 60,
    mandatory: true,
    choices: [
      { value: 'eu', label: 'Europe' },
      { value: 'us', label: 'America' },
    ],
  });
  expect(
    columns.flatMap(({ name, defaultValue }) => defaultValue ?? (name === 'u_count' ? 'none' : [])),
  ).toEqual(['7']);
});

it('names no host and no person, and holds no secret', async () => {
  expect(JSON.stringify(await read(SHOWN))).not.toMatch(/s3cret|ann\b|:\/\/|@|javascript:/);
});

it('says what it leaves out of what is shown', async () => {
  const { unseen } = await read(SHOWN);
  expect(unseen).toEqual([
    expect.stringMatching(/^The data policy Ann: its condition names a person/),
    // The dictionary of the test tells of change_request alone.
    expect.stringMatching(/^The columns of change_task: /),
    expect.stringMatching(/^Data policies of change_task: /),
    expect.stringMatching(
      /^What the condition By Ann asks for, on the way from 1 to 2 of the change model Fast: /,
    ),
  ]);
});

it('says of everything that it is not shown, and tells none of it as absent', async () => {
  const profile = await readProfile(shownTables({}), { ...READ, release: '' });
  expect(profile).toMatchObject({ tables: {}, models: [], policies: [], groups: [], templates: [] });
  expect(profile.unseen.map((sentence) => sentence.split(':')[0])).toEqual([
    'The release of the instance',
    'The columns of change_request',
    'Data policies of change_request',
    'The columns of change_task',
    'Data policies of change_task',
    'Change models',
    'Groups',
    'Templates of standard changes',
  ]);
});

it('does not take default values of other tables for those of a change where overrides are hidden', async () => {
  const { sys_dictionary_override: _, ...tables } = SHOWN;
  const { tables: shown, unseen } = await read(tables);
  expect(shown.change_request?.columns.some(({ defaultValue }) => defaultValue !== undefined)).toBe(false);
  expect(unseen).toContainEqual(expect.stringContaining('sys_dictionary_override'));
});
