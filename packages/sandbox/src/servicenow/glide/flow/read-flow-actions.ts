import type { Refuse } from '../application/refusal.ts';
import { text, type UpdateRecord } from '../application/update-set.ts';
import type { FlowAction, ScriptStep } from './flow-definition.ts';

/** sys_ids of what ships with ServiceNow, as the SDK writes them. */
const SCRIPT_STEP = '106afb6647032200b4fad7527c9a71e7';
const SCRIPT = '71aa7f6647032200b4fad7527c9a719b';
const RUN_TIME = '74315b04b3201300176b051a16a8dc2b';

/** Actions (`sys_hub_action_type_definition`) made of script steps that run on the instance. */
export function readFlowActions(records: readonly UpdateRecord[], refuse: Refuse): FlowAction[] {
  const of = (table: string): UpdateRecord['fields'][] =>
    records.filter((one) => one.table === table).map(({ fields }) => fields);
  return of('sys_hub_action_type_definition').map((fields) => {
    const name = text(fields, 'name');
    const steps = of('sys_hub_step_instance')
      .filter(({ action }) => action === fields.sys_id)
      .sort((a, b) => Number(a.order) - Number(b.order));
    const scripts = steps.map((step): ScriptStep => {
      const id = text(step, 'sys_id');
      if (text(step, 'step_type') !== SCRIPT_STEP) {
        refuse(`action "${name}": the sandbox does not implement the step "${text(step, 'label')}"`);
      }
      const values = new Map(
        of('sys_variable_value')
          .filter(({ document_key: key }) => key === id)
          .map((one) => [text(one, 'variable'), text(one, 'value')]),
      );
      const runTime = values.get(RUN_TIME) ?? 'instance';
      if (runTime !== 'instance')
        refuse(`action "${name}": the sandbox does not run scripts on "${runTime}"`);
      const inputs = of('sys_element_mapping')
        .filter((mapping) => mapping.id === id)
        .map((mapping) => [text(mapping, 'field'), text(mapping, 'value')]);
      return {
        script: { file: `sys_hub_step_instance.${id}.script`, source: values.get(SCRIPT) ?? '' },
        inputs: Object.fromEntries(inputs),
      };
    });
    return { sysId: text(fields, 'sys_id'), name, scripts };
  });
}
