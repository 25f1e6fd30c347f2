import { CHANGE_STATES } from '../base-system/tables/change-request.ts';
import type { Database, Row } from '../database/database.ts';

/** A change model with its own states. */
export interface ChangeModelDefinition {
  readonly name: string;
  /** What its changes count as; `normal` when left out. */
  readonly type?: 'normal' | 'standard' | 'emergency';
  /** In their order; a change begins in the first, unless one says that it is the initial one. */
  readonly states: readonly ModelState[];
  readonly transitions: readonly ModelTransition[];
}

export interface ModelState {
  readonly value: string;
  readonly label: string;
  readonly initial?: boolean;
  /** Whether the work may be done in this state (`implementation_states`). */
  readonly implementation?: boolean;
  /** Names of its attributes: `allow_ci_modification`. */
  readonly attributes?: readonly string[];
}

export interface ModelTransition {
  /** Value of a state. */
  readonly from: string;
  readonly to: string;
  /** Goes by itself as soon as its conditions are met. */
  readonly automatic?: boolean;
  readonly conditions?: readonly {
    readonly name: string;
    /** Encoded query over the change: `justificationISNOTEMPTY`, `approval=approved`. */
    readonly query: string;
  }[];
}

const ADMIN = 'admin';

const BASE = new Set(CHANGE_STATES.map(([value]) => value));

/**
 * Creates a change model with its own states and transitions.
 * @returns the sys_id of the `chg_model` row
 * @throws Error for a transition between states that do not exist
 */
export function defineChangeModel(database: Database, definition: ChangeModelDefinition): string {
  const { name, type = 'normal' } = definition;
  checkStates(definition);
  const row = { name, record_preset: `type=${type}^EQ` };
  const model = database.insert('chg_model', row, ADMIN).sys_id ?? '';
  addStates(database, model, definition);
  return model;
}

/** What a change model has beside its own row. */
export type ModelStates = Pick<ChangeModelDefinition, 'name' | 'states' | 'transitions'>;

/**
 * Gives a change model that has no states of its own its states and transitions.
 * @throws Error for a transition between states that do not exist
 */
export function addModelStates(database: Database, model: string, definition: ModelStates): void {
  checkStates(definition);
  addStates(database, model, definition);
}

function checkStates({ name, states, transitions }: ModelStates): void {
  const known = new Set(states.map(({ value }) => value));
  const stray = transitions.flatMap(({ from, to }) => [from, to]).find((value) => !known.has(value));
  if (stray !== undefined) throw new Error(`The change model ${name} has no state ${stray}`);
}

function addStates(database: Database, model: string, definition: ModelStates): void {
  const { states, transitions } = definition;
  const insert = (table: string, row: Row): string => database.insert(table, row, ADMIN).sys_id ?? '';
  addChoices(database, definition);
  const ids = new Map<string, string>();
  const hasInitial = states.some(({ initial }) => initial);
  for (const [index, { value, label, initial = false, attributes = [] }] of states.entries()) {
    const row = {
      sttrm_model: model,
      [database.behaviours.stateValueColumn]: value,
      state_label: label,
      sequence: String(index),
      initial_state: String(hasInitial ? initial : index === 0),
    };
    const state = insert('sttrm_state', row);
    for (const attribute of attributes) {
      insert('sttrm_state_attribute', { sttrm_state: state, name: attribute });
    }
    ids.set(value, state);
  }
  for (const transition of transitions) addTransition(transition);
  const implementation = states.filter((state) => state.implementation).map(({ value }) => ids.get(value));
  database.update('chg_model', model, { implementation_states: implementation.join(',') }, ADMIN);

  function addTransition({ from, to, automatic = false, conditions = [] }: ModelTransition): void {
    const label = (value: string) => states.find((state) => state.value === value)?.label;
    const id = insert('sttrm_state_transition', {
      sttrm_model: model,
      name: `${label(from)} to ${label(to)}`,
      from_state: ids.get(from) ?? '',
      to_state: ids.get(to) ?? '',
      automatic_transition: String(automatic),
    });
    for (const { name: title, query } of conditions) {
      insert('sttrm_transition_condition', { sttrm_state_transition: id, name: title, condition: query });
    }
  }
}

/**
 * A model's own states join the choices of the column, and those that no transition leaves its `close_states`.
 * @fact A final state | is one of the dictionary attribute `close_states`: `active` turns false by the rule *Task Active
 *   State Management* | documented | c_BusinessRules
 */
function addChoices(database: Database, { states, transitions }: ModelStates): void {
  const column = database.table('change_request')?.columns.get('state');
  if (column === undefined) return;
  const { choices, closeStates } = column;
  const added = states.filter(({ value }) => !choices.some((choice) => choice.value === value));
  const final = states.filter(
    ({ value }) =>
      !BASE.has(value) && !closeStates.includes(value) && !transitions.some(({ from }) => from === value),
  );
  database.define({
    name: 'change_request',
    columns: [
      {
        ...column,
        choices: [...choices, ...added.map(({ value, label }) => ({ value, label }))],
        closeStates: [...closeStates, ...final.map(({ value }) => value)],
      },
    ],
  });
}
