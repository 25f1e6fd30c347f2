/**
 * What a way between two states of a change model asks for (`sttrm_transition_condition`): an encoded query, a script, or a kind of
 * condition that the instance knows by name (SDK manual, StateModel). The names of the columns beyond that are those that public scripts
 * read.
 */
import type { ProfiledModel } from '../check/profile.ts';
import type { ServiceNowClient } from './client.ts';
import { type Row, rowsOf } from './rows.ts';

type Condition = NonNullable<ProfiledModel['transitions'][number]['conditions']>[number];

const FIELDS = [
  ...['sys_id', 'sttrm_state_transition', 'transition', 'name', 'condition', 'condition_script', 'active'],
  'condition_type.name',
];

/** What kinds with no more to them than their name ask for, by what they are called in the base system. */
const KINDS: Readonly<Record<string, string>> = {
  'Not On hold': 'on_hold=false',
  'Task is Approved': 'approval=approved',
  'Task is Rejected': 'approval=rejected',
  'Task has been through Approval': 'approvalINapproved,rejected',
};

/**
 * The active conditions of ways, by the sys_id of the way.
 * @returns each with an empty query where it is a script, or of a kind that is not understood
 */
export async function transitionConditions(
  client: ServiceNowClient,
  transitions: readonly string[],
): Promise<ReadonlyMap<string, readonly Condition[]>> {
  const query = `sttrm_state_transitionIN${transitions.join(',')}`;
  const rows = ((await rowsOf(client, 'sttrm_transition_condition', { query, fields: FIELDS })) ?? []).filter(
    (row) => row.active !== 'false' && transitions.includes(wayOf(row)),
  );
  const fields = await mandatoryFields(client, rows);
  const conditions = rows.map((row): readonly [string, Condition] => [
    wayOf(row),
    { name: row.name ?? '', query: queryOf(row, fields.get(row.sys_id ?? '') ?? []) },
  ]);
  const byWay = Map.groupBy(conditions, ([way]) => way);
  return new Map([...byWay].map(([way, own]) => [way, own.map(([, condition]) => condition)]));
}

function wayOf(row: Row): string {
  return row.sttrm_state_transition ?? row.transition ?? '';
}

function queryOf(row: Row, fields: readonly string[]): string {
  if ((row.condition_script ?? '') !== '') return '';
  const { condition = '', 'condition_type.name': kind = '' } = row;
  if (condition !== '') return condition;
  return KINDS[kind] ?? fields.map((field) => `${field}ISNOTEMPTY`).join('^');
}

const MANDATORY = 'Mandatory Fields';

/** The columns that conditions of the kind *Mandatory Fields* name, by the sys_id of the condition. */
async function mandatoryFields(
  client: ServiceNowClient,
  conditions: readonly Row[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = conditions
    .filter((row) => row['condition_type.name'] === MANDATORY)
    .map((row) => row.sys_id ?? '');
  if (ids.length === 0) return new Map();
  const ask = { query: `transition_conditionIN${ids.join(',')}`, fields: ['transition_condition', 'name'] };
  const rows = (await rowsOf(client, 'sttrm_transition_condition_field', ask)) ?? [];
  const named = rows.filter(({ name = '' }) => name !== '');
  const byCondition = Map.groupBy(named, (row) => row.transition_condition ?? '');
  return new Map([...byCondition].map(([id, own]) => [id, own.map(({ name = '' }) => name)]));
}
