/**
 * Reads an application's subflows (`sys_hub_flow`) and actions (`sys_hub_action_type_definition`). What the
 * sandbox does not run is refused by name at import, as a flow that leaves a step out would pretend.
 */
import type { Refuse } from '../application/refusal.ts';
import { active, text, type UpdateRecord } from '../application/update-set.ts';
import { parseFlowCondition } from './flow-condition.ts';
import type { FlowAction, FlowStep, If, Subflow } from './flow-definition.ts';
import { decodeFlowValues } from './flow-values.ts';
import { readFlowActions } from './read-flow-actions.ts';

/** sys_ids of what ships with ServiceNow, as the SDK writes them. */
const LOOK_UP_RECORD = '9d09f99587003300663ca1bb36cb0ba3';
const WAIT_FOR_CONDITION = '89ce8a4187120010663ca1bb36cb0be3';
const IF = 'af4e1945c3e232002841b63b12d3ae3e';
const ELSE = '1f781bf3c32232002841b63b12d3aee6';

type Fields = UpdateRecord['fields'];

export function readSubflows(records: readonly UpdateRecord[], scope: string, refuse: Refuse): Subflow[] {
  const actions = new Map(readFlowActions(records, refuse).map((action) => [action.sysId, action]));
  const subflows: Subflow[] = [];
  for (const { fields } of records.filter(({ table }) => table === 'sys_hub_flow')) {
    const name = text(fields, 'name');
    if (text(fields, 'type') !== 'subflow') {
      refuse(`flow "${name}": the sandbox runs subflows, and no flows with a trigger`);
      continue;
    }
    const reader = new StepReader(records, text(fields, 'sys_id'), actions);
    try {
      subflows.push({
        sysId: text(fields, 'sys_id'),
        name: `${scope}.${text(fields, 'internal_name')}`,
        inputs: active(records, 'sys_hub_flow_input')
          .filter((input) => input.fields.model === fields.sys_id)
          .map((input) => text(input.fields, 'element')),
        steps: reader.block(''),
      });
    } catch (error) {
      refuse(`subflow "${name}": the sandbox does not implement ${(error as Error).message}`);
    }
  }
  return subflows;
}

class StepReader {
  readonly #instances: readonly UpdateRecord[];
  readonly #actions: ReadonlyMap<string, FlowAction>;

  constructor(records: readonly UpdateRecord[], flow: string, actions: ReadonlyMap<string, FlowAction>) {
    this.#actions = actions;
    this.#instances = records
      .filter(({ table, fields }) => /^sys_hub_\w+_instance_v2$/.test(table) && fields.flow === flow)
      .sort((a, b) => Number(a.fields.order) - Number(b.fields.order));
  }

  /** @param parent id of the If or Else around the steps; empty for the subflow itself */
  block(parent: string): FlowStep[] {
    const steps: FlowStep[] = [];
    for (const { table, fields } of this.#instances) {
      if (text(fields, 'parent_ui_id') !== parent) continue;
      if (table === 'sys_hub_action_instance_v2') steps.push(this.#action(fields));
      else if (table === 'sys_hub_flow_logic_instance_v2') this.#logic(fields, steps);
      else throw new Error(`steps of type ${table}`);
    }
    return steps;
  }

  #action(fields: Fields): FlowStep {
    const id = text(fields, 'ui_id');
    const type = text(fields, 'action_type');
    const values = decodeFlowValues(text(fields, 'values'));
    const { conditions = '', record = '', table = '' } = values;
    if (type === LOOK_UP_RECORD) return { kind: 'look-up-record', id, table, conditions };
    if (type === WAIT_FOR_CONDITION) {
      if (values.timeout_flag === 'true') throw new Error('the timeout of Wait For Condition');
      return { kind: 'wait-for-condition', id, record, conditions };
    }
    const action = this.#actions.get(type);
    if (action === undefined) throw new Error(`the action ${type} (${text(fields, 'comment') || id})`);
    return { kind: 'action', id, action, values };
  }

  #logic(fields: Fields, steps: FlowStep[]): void {
    const id = text(fields, 'ui_id');
    const definition = text(fields, 'logic_definition');
    if (definition === IF) {
      const condition = parseFlowCondition(decodeFlowValues(text(fields, 'values')).condition ?? '');
      steps.push({ kind: 'if', id, condition, met: this.block(id), otherwise: [] });
      return;
    }
    const before = steps.pop();
    if (definition !== ELSE || before?.kind !== 'if') throw new Error(`the flow logic ${definition}`);
    steps.push({ ...before, otherwise: this.block(id) } satisfies If);
  }
}
