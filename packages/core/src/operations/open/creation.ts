/** With which API `open` creates a change: the Table API, or one of the Change Management API's ways. */
import type { DisplayName } from '../../adapter.ts';
import { invalidInput } from '../../errors.ts';
import type { InputsOf } from '../../inputs.ts';
import type { Creation } from '../../servicenow/change-management.ts';
import type { ServiceNowClient } from '../../servicenow/client.ts';
import { sysIdOf } from '../../servicenow/records.ts';

type CreationInputs = Pick<InputsOf<'open'>, 'change-type' | 'standard-template' | 'change-model'>;

/**
 * @returns template and model as they were given, by name or sys_id; `undefined` stands for the Table API
 * @throws GateError INVALID_INPUT where the inputs contradict one another
 */
export function planCreation(inputs: CreationInputs, displayName: DisplayName): Creation | undefined {
  const { 'change-type': type, 'standard-template': standardTemplate, 'change-model': model } = inputs;
  const [typeName, templateName, modelName] = [
    displayName('change-type'),
    displayName('standard-template'),
    displayName('change-model'),
  ];
  if (model !== undefined && (type !== undefined || standardTemplate !== undefined)) {
    throw invalidInput([
      `${modelName}: a change model brings its own type; leave ${typeName} and ${templateName} out`,
    ]);
  }
  if (standardTemplate !== undefined && type !== undefined && type !== 'standard') {
    throw invalidInput([`${templateName}: belongs to a standard change, and ${typeName} is ${type}`]);
  }
  if (standardTemplate !== undefined) return { standardTemplate };
  if (model !== undefined) return { model };
  if (type === 'standard') throw invalidInput([`${templateName}: is required for a standard change`]);
  return type && { type };
}

/**
 * @returns the same with sys_ids for names
 * @throws GateError NAME_NOT_RESOLVED
 */
export async function resolveCreation(
  creation: Creation | undefined,
  client: ServiceNowClient,
  displayName: DisplayName,
): Promise<Creation | undefined> {
  if (creation === undefined || 'type' in creation) return creation;
  if ('model' in creation) {
    return { model: await sysIdOf(client, 'chg_model', creation.model, displayName('change-model')) };
  }
  const { standardTemplate: template } = creation;
  const name = displayName('standard-template');
  return { standardTemplate: await sysIdOf(client, 'std_change_record_producer', template, name) };
}
