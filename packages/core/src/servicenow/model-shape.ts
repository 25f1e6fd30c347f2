/**
 * The states of a change model and the ways between them: `sttrm_state`, `sttrm_state_transition` and
 * `sttrm_transition_condition` (SDK manual, StateModel). No page names all of their columns: what public scripts read is asked for,
 * and an answer that lacks it counts as none.
 */
import type { ProfiledModel } from '../check/profile.ts';
import type { ServiceNowClient } from './client.ts';
import { type Row, rowsOf } from './rows.ts';
import { transitionConditions } from './transition-conditions.ts';

/** What is read of `chg_model`. */
export const MODEL_FIELDS: readonly string[] = [
  'sys_id',
  'name',
  'active',
  'record_preset',
  'implementation_states',
];

/**
 * A model with its states and transitions.
 * @param model a row of `chg_model`
 * @returns without states where it has none; `null` where they cannot be read, or it cannot be told from one whose states are
 * hidden
 */
export async function modelShape(client: ServiceNowClient, model: Row): Promise<ProfiledModel | null> {
  const { sys_id: sysId = '' } = model;
  const states = await statesOf(client, sysId);
  if (states === null) return null;
  const transitions = await transitionsOf(client, states);
  if (transitions === null) return null;
  const implementation = (model.implementation_states ?? '').split(',').map((entry) => entry.trim());
  return {
    sysId,
    name: model.name ?? '',
    preset: model.record_preset ?? '',
    states: states.map(({ id, value, label, initial }) => ({
      value,
      label,
      ...(initial && { initial: true as const }),
      ...((implementation.includes(id) || implementation.includes(value)) && {
        implementation: true as const,
      }),
    })),
    transitions,
  };
}

interface State {
  readonly id: string;
  readonly value: string;
  readonly label: string;
  readonly initial: boolean;
}

const STATE_FIELDS = [
  ...['sys_id', 'sttrm_model', 'model', 'state_value', 'value', 'state_label', 'label', 'sequence'],
  'initial_state',
];

async function statesOf(client: ServiceNowClient, model: string): Promise<State[] | null> {
  const ask = { query: `sttrm_model=${model}^ORDERBYsequence`, fields: STATE_FIELDS };
  const rows = (await rowsOf(client, 'sttrm_state', ask)) ?? [];
  const own = rows.filter((row) => (row.sttrm_model ?? row.model) === model);
  if (own.length === 0) return (await showsAnyState(client)) ? [] : null;
  const states = own.map((row) => ({
    id: row.sys_id ?? '',
    value: row.state_value ?? row.value ?? '',
    label: row.state_label ?? row.label ?? '',
    initial: row.initial_state === 'true',
  }));
  return states.some(({ id, value }) => id === '' || value === '') ? null : states;
}

/** An instance that shows none, of whichever model, may hide them all. */
async function showsAnyState(client: ServiceNowClient): Promise<boolean> {
  const ask = { query: 'sys_idISNOTEMPTY', fields: STATE_FIELDS, limit: 20 };
  const rows = (await rowsOf(client, 'sttrm_state', ask)) ?? [];
  return rows.some((row) => (row.sttrm_model ?? row.model ?? '') !== '');
}

const TRANSITION_FIELDS = ['sys_id', 'from_state', 'to_state', 'automatic_transition', 'automatic'];

async function transitionsOf(
  client: ServiceNowClient,
  states: readonly State[],
): Promise<ProfiledModel['transitions'] | null> {
  if (states.length === 0) return [];
  const value = new Map(states.map(({ id, value }) => [id, value]));
  const query = `from_stateIN${[...value.keys()].join(',')}`;
  const rows = await rowsOf(client, 'sttrm_state_transition', { query, fields: TRANSITION_FIELDS });
  const own = (rows ?? []).filter((row) => value.has(row.from_state ?? ''));
  // No model is without one, and one that leads to a state of another model is not understood.
  if (own.length === 0 || own.some((row) => !value.has(row.to_state ?? ''))) return null;
  // Conditions that are not shown are not told: a way counts as open then.
  const conditions = await transitionConditions(
    client,
    own.map(({ sys_id: sysId = '' }) => sysId),
  );
  return own.map((row) => {
    const asked = conditions.get(row.sys_id ?? '');
    return {
      from: value.get(row.from_state ?? '') ?? '',
      to: value.get(row.to_state ?? '') ?? '',
      ...((row.automatic_transition ?? row.automatic) === 'true' && { automatic: true as const }),
      ...(asked !== undefined && { conditions: asked }),
    };
  });
}
