/** How `open` creates a change: with the Table API, or with one of the Change Management API's ways. */

import type { DisplayName } from '../../adapter.ts';
import { invalidInput } from '../../errors.ts';
import type { InputsOf } from '../../inputs.ts';
import type { Creation } from '../../servicenow/change-management.ts';
import type { ServiceNowClient } from '../../servicenow/client.ts';
import { sysIdOf } from '../../servicenow/records.ts';

type CreationInputs = Pick<InputsOf<'open'>, 'change-type' | 'standard-template' | 'change-model'>;

/** Resolves names on the instance; `undefined` stands for the Table API. */
type ResolveCreation = (client: ServiceNowClient) => Promise<Creation | undefined>;

/** @throws GateError INVALID_INPUT where the inputs contradict one another */
export function readCreation(inputs: CreationInputs, displayName: DisplayName): ResolveCreation {
  const { 'change-type': type, 'standard-template': template, 'change-model': model } = inputs;
  const [typeName, templateName, modelName] = [
    displayName('change-type'),
    displayName('standard-template'),
    displayName('change-model'),
  ];
  if (model !== undefined && (type !== undefined || template !== undefined)) {
    throw invalidInput([
      `${modelName}: a change model brings its own type; leave ${typeName} and ${templateName} out`,
    ]);
  }
  if (template !== undefined && type !== undefined && type !== 'standard') {
    throw invalidInput([`${templateName}: belongs to a standard change, and ${typeName} is ${type}`]);
  }
  if (template !== undefined) {
    return async (client) => ({
      standardTemplate: await sysIdOf(client, 'std_change_record_producer', template, templateName),
    });
  }
  if (model !== undefined) {
    return async (client) => ({ model: await sysIdOf(client, 'chg_model', model, modelName) });
  }
  if (type === 'standard') throw invalidInput([`${templateName}: is required for a standard change`]);
  return async () => (type === undefined ? undefined : { type });
}
