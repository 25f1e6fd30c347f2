import { describe, expect, it } from 'vitest';
import { shownTables } from '../../test/shown-tables.ts';
import { modelShape } from './model-shape.ts';

const MODEL = { sys_id: 'm1', name: 'Fast', record_preset: 'type=normal^EQ', implementation_states: 's2' };
const STATES = [
  { sys_id: 's1', sttrm_model: 'm1', state_value: '-5', state_label: 'New', initial_state: 'true' },
  { sys_id: 's2', sttrm_model: 'm1', state_value: '20', state_label: 'Build', initial_state: 'false' },
  { sys_id: 'x1', sttrm_model: 'm2', state_value: '-5', state_label: 'New', initial_state: 'true' },
];
const TRANSITIONS = [
  { sys_id: 't1', from_state: 's1', to_state: 's2', automatic_transition: 'true' },
  { sys_id: 'tx', from_state: 'x1', to_state: 'x1', automatic_transition: 'false' },
];
const CONDITIONS = [
  { sttrm_state_transition: 't1', name: 'Approved', condition: 'approval=approved' },
  { sttrm_state_transition: 'tx', name: 'Other', condition: '' },
];

const shape = (tables: Parameters<typeof shownTables>[0], model = MODEL) =>
  modelShape(shownTables(tables), model);

describe('the shape of a change model', () => {
  const tables = {
    sttrm_state: STATES,
    sttrm_state_transition: TRANSITIONS,
    sttrm_transition_condition: CONDITIONS,
  };

  it('has its states and ways, and none of another model', async () => {
    expect(await shape(tables)).toEqual({
      sysId: 'm1',
      name: 'Fast',
      preset: 'type=normal^EQ',
      states: [
        { value: '-5', label: 'New', initial: true },
        { value: '20', label: 'Build', implementation: true },
      ],
      transitions: [
        {
          from: '-5',
          to: '20',
          automatic: true,
          conditions: [{ name: 'Approved', query: 'approval=approved' }],
        },
      ],
    });
  });

  it('knows implementation states by value, and state values in the other column', async () => {
    const states = STATES.map(({ state_value: value, ...row }) => ({ ...row, value }));
    const found = await shape({ ...tables, sttrm_state: states }, { ...MODEL, implementation_states: '20' });
    expect(found?.states.map(({ value, implementation }) => [value, implementation])).toEqual([
      ['-5', undefined],
      ['20', true],
    ]);
  });

  it('has no states where the instance shows those of another model alone', async () => {
    expect(await shape({ ...tables, sttrm_state: STATES.slice(2) })).toMatchObject({
      states: [],
      transitions: [],
    });
  });

  it.each([
    ['none of any model', { ...tables, sttrm_state: [] }],
    ['no table of states', { sttrm_state_transition: TRANSITIONS }],
    ['no state values', { ...tables, sttrm_state: STATES.map(({ state_value: _, ...row }) => row) }],
    ['no ways', { ...tables, sttrm_state_transition: [] }],
    [
      'a way to a state of another model',
      { ...tables, sttrm_state_transition: [{ sys_id: 't1', from_state: 's1', to_state: 'x1' }] },
    ],
  ] as const)('is not known where the instance shows %s', async (_, shown) => {
    expect(await shape(shown)).toBeNull();
  });
});
