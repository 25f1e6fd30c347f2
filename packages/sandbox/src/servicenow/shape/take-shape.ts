/** A sandbox that is to look like another instance. */
import { addVersion } from '../base-system/seed/standard-changes.ts';
import { addModelStates } from '../change/define-model.ts';
import { addDataPolicy } from '../database/data-policies.ts';
import type { Database, Row } from '../database/database.ts';
import { columnsOf, takeColumns, takeNamedColumns } from './columns.ts';
import { takeNamed } from './named-row.ts';
import type { Named, Note, Shape, ShapeModel, ShapePolicy } from './shape.ts';

const ADMIN = 'admin';

/**
 * Gives the instance the columns, models, policies, groups and templates of another.
 * @returns what of them it cannot have, a sentence each
 * @throws Error naming what contradicts itself
 */
export function takeShape(database: Database, shape: Shape): string[] {
  const notes: string[] = [];
  const note: Note = (sentence) => notes.push(sentence);
  for (const [name, { columns }] of Object.entries(shape.tables)) {
    const table = database.table(name);
    if (table === undefined) note(`The sandbox has no table ${name}: its columns are left out.`);
    else takeColumns(database, table, columns, note);
  }
  takeNamed(database, 'sys_user_group', shape.groups);
  takeNamed(database, 'chg_model', shape.models, ({ preset }) => ({ record_preset: preset, active: 'true' }));
  for (const model of shape.models) takeStates(database, model, note);
  for (const { sysId, name } of takeNamed(database, 'std_change_record_producer', shape.templates, inUse)) {
    // What it presets is no part of the shape.
    addVersion(database, sysId, name, 'EQ');
  }
  for (const policy of shape.policies) takePolicy(database, policy, note);
  return notes;
}

function inUse({ name }: Named): Row {
  return { sys_name: name, table_name: 'change_request', active: 'true', retired: 'false' };
}

function takeStates(database: Database, model: ShapeModel, note: Note): void {
  for (const { sys_id: state = '' } of database.query('sttrm_state', `sttrm_model=${model.sysId}`)) {
    database.delete('sttrm_state', state, ADMIN);
  }
  for (const { sys_id: way = '' } of database.query('sttrm_state_transition', `sttrm_model=${model.sysId}`)) {
    database.delete('sttrm_state_transition', way, ADMIN);
  }
  // Without states of its own, its changes follow their type.
  if (model.states.length === 0) return;
  const transitions = model.transitions.map(({ conditions = [], ...way }) => ({
    ...way,
    conditions: conditions.filter(({ name, query }) => {
      takeNamedColumns(database, 'change_request', columnsOf(query));
      return isUnderstood(database, 'change_request', query, (why) =>
        note(`The change model ${model.name} lets a change pass without its condition ${name}. ${why}`),
      );
    }),
  }));
  addModelStates(database, model.sysId, {
    ...model,
    transitions: withoutCircle(model.name, transitions, note),
  });
}

type Transition = ShapeModel['transitions'][number];

/** A change that goes on by itself in a circle never comes to rest: the way that closes one is for a person. */
function withoutCircle(model: string, ways: readonly Transition[], note: Note): readonly Transition[] {
  const next = new Map<string, string>();
  const leadsTo = (from: string, to: string): boolean => {
    for (let state: string | undefined = from; state !== undefined; state = next.get(state)) {
      if (state === to) return true;
    }
    return false;
  };
  return ways.map((way) => {
    const { automatic = false, conditions = [], from, to } = way;
    if (!automatic || conditions.length > 0 || next.has(from)) return way;
    if (!leadsTo(to, from)) {
      next.set(from, to);
      return way;
    }
    note(
      `The change model ${model} would go from ${from} to ${to} by itself, and from there back without end: a person takes this way.`,
    );
    return { ...way, automatic: false };
  });
}

function takePolicy(database: Database, policy: ShapePolicy, note: Note): void {
  const { name, table, conditions, rules } = policy;
  if (database.table(table) === undefined) {
    note(`The sandbox has no table ${table}: its data policy ${name} is left out.`);
    return;
  }
  takeNamedColumns(database, table, [...columnsOf(conditions), ...rules.map(({ column }) => column)]);
  const leftOut = (why: string) => note(`The data policy ${name} is left out. ${why}`);
  if (!isUnderstood(database, table, conditions, leftOut)) return;
  const those = (what: 'mandatory' | 'readOnly') =>
    rules.filter((rule) => rule[what]).map(({ column }) => column);
  addDataPolicy(database, {
    name,
    table,
    conditions,
    mandatory: those('mandatory'),
    readOnly: those('readOnly'),
  });
}

function isUnderstood(
  database: Database,
  table: string,
  query: string,
  otherwise: (why: string) => void,
): boolean {
  try {
    database.matches(table, {}, query);
    return true;
  } catch (error) {
    otherwise(`${(error as Error).message}.`);
    return false;
  }
}
