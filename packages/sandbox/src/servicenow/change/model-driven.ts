import type { Database, Row } from '../database/database.ts';
import type { ChangeModel, Transition } from './change-model.ts';
import { awaitsApproval } from './transitions.ts';

/**
 * A change model with states of its own (`sttrm_state` and its transitions).
 * @fact Approval in a model with its own states | asked for in Assess (-4) and in Authorize (-3), as the type of its changes
 *   is; the model's transitions say what follows | belief | a model's flow is an instance's own
 * @returns null when the model has no states
 */
export function modelDriven(database: Database, sysId: string): ChangeModel | null {
  if (sysId === '') return null;
  const rows = database.query('sttrm_state', `sttrm_model=${sysId}^ORDERBYsequence`);
  const [first] = rows;
  if (first === undefined) return null;
  const stateValue = (row: Row): string => row[database.behaviours.stateValueColumn] ?? '';
  const values = new Map(rows.map((row) => [row.sys_id ?? '', stateValue(row)]));
  const initial = rows.find((row) => row.initial_state === 'true') ?? first;
  const model = database.get('chg_model', sysId);
  const transitions = readTransitions(database, sysId, values);
  const passes = (transition: Transition, change: Row): boolean =>
    transition.conditions.every(({ query }) => database.matches('change_request', change, query));
  return {
    initial: stateValue(initial),
    states: new Map(rows.map((row) => [stateValue(row), row.state_label ?? ''])),
    implementation: new Set(
      (model?.implementation_states ?? '').split(',').map((state) => values.get(state) ?? ''),
    ),
    attributes: attributesOf(database, values),
    transitions,
    permits: (change, from) =>
      transitions.some((one) => one.from === from && one.to === change.state && passes(one, change)),
    asksForApproval: awaitsApproval,
    automaticNext: (change) =>
      transitions.find((one) => one.automatic && one.from === change.state && passes(one, change))?.to,
  };
}

/** @param values by the sys_id of a state */
function attributesOf(
  database: Database,
  values: ReadonlyMap<string, string>,
): Map<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [state, value] of values) {
    for (const { name = '' } of database.query('sttrm_state_attribute', `sttrm_state=${state}`)) {
      found.set(name, (found.get(name) ?? new Set()).add(value));
    }
  }
  return found;
}

function readTransitions(
  database: Database,
  model: string,
  values: ReadonlyMap<string, string>,
): Transition[] {
  return database.query('sttrm_state_transition', `sttrm_model=${model}`).map((row) => ({
    sysId: row.sys_id ?? '',
    name: row.name ?? '',
    from: values.get(row.from_state ?? '') ?? '',
    to: values.get(row.to_state ?? '') ?? '',
    automatic: row.automatic_transition === 'true',
    conditions: database
      .query('sttrm_transition_condition', `sttrm_state_transition=${row.sys_id}`)
      .map(({ sys_id: sysId = '', name = '', description = '', condition: query = '' }) => ({
        sysId,
        name,
        description,
        query,
      })),
  }));
}
