import type { Behaviours } from '../../behaviours/switches.ts';
import type { TableDefinition } from '../../database/dictionary.ts';
import { flag, integer, reference, text } from './columns.ts';

/**
 * State models: the states and transitions of a change model.
 * @fact Tables of a change model's states | `sttrm_state`, `sttrm_state_attribute`, `sttrm_state_transition`, `sttrm_transition_condition`, as
 *   the SDK's `StateModel` makes them | documented | SDK manual, StateModel
 * @fact Other columns of the `sttrm_` tables | as here: names of our own | belief | none
 */
export const stateModelTables = ({ stateValueColumn }: Behaviours): readonly TableDefinition[] => [
  {
    name: 'sttrm_state',
    label: 'Model State',
    webServiceAccess: true,
    columns: [
      reference('sttrm_model', 'Model', 'chg_model'),
      text('state_label', 'State label', 100),
      text(stateValueColumn, 'State value', 40),
      integer('sequence', 'Sequence', '0'),
      flag('initial_state', 'Initial state'),
    ],
  },
  {
    name: 'sttrm_state_attribute',
    label: 'Model State Attribute',
    webServiceAccess: true,
    columns: [reference('sttrm_state', 'State', 'sttrm_state'), text('name', 'Name', 80)],
  },
  {
    name: 'sttrm_state_transition',
    label: 'Model State Transition',
    webServiceAccess: true,
    columns: [
      reference('sttrm_model', 'Model', 'chg_model'),
      text('name', 'Name', 200),
      reference('from_state', 'From state', 'sttrm_state'),
      reference('to_state', 'To state', 'sttrm_state'),
      flag('automatic_transition', 'Automatic transition'),
    ],
  },
  {
    name: 'sttrm_transition_condition',
    label: 'Model Transition Condition',
    webServiceAccess: true,
    columns: [
      reference('sttrm_state_transition', 'Transition', 'sttrm_state_transition'),
      text('name', 'Name', 100),
      text('description', 'Description', 4000),
      text('condition', 'Condition', 4000),
    ],
  },
];
