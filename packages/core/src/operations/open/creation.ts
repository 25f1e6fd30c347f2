/** With which API `open` creates a change: the Table API, or one of the Change Management API's ways. */
import type { DisplayName } from '../../adapter.ts';
import { invalidInput } from '../../errors.ts';
import { CHANGE_TYPES } from '../../inputs/change.ts';
import type { Fields } from '../../inputs/fields.ts';
import type { InputsOf } from '../../inputs.ts';
import type { Creation } from '../../servicenow/change-management.ts';
import { sysIdOf } from '../../servicenow/records.ts';
import type { OperationContext } from '../context.ts';

type CreationInputs = Pick<InputsOf<'open'>, 'change-type' | 'standard-template' | 'change-model'>;

/** How a change is created, and the fields that are sent then. */
export interface PlannedCreation {
  /** Template and model as they were given, by name or sys_id; `undefined` stands for the Table API. */
  readonly creation: Creation | undefined;
  readonly fields: Fields;
}

/**
 * Plans how a change is created. A type or a model in the data is held to the rules of the inputs: nobody is asked
 * to approve a standard change, so it needs its template either way.
 * @throws GateError INVALID_INPUT where inputs and data contradict one another
 */
export function planCreation(
  inputs: CreationInputs,
  data: Fields,
  displayName: DisplayName,
): PlannedCreation {
  const inData = { 'change-type': typeIn(data, displayName), 'change-model': modelIn(data) };
  for (const name of ['change-type', 'change-model'] as const) {
    if (inputs[name] === undefined || inData[name] === undefined || inputs[name] === inData[name]) continue;
    throw invalidInput([
      `${displayName(name)} is ${inputs[name]}, and ${COLUMN[name]} in ${displayName('data')} is ${inData[name]}; give one of them`,
    ]);
  }
  const creation = creationOf(
    {
      'change-type': inputs['change-type'] ?? inData['change-type'],
      'change-model': inputs['change-model'] ?? inData['change-model'],
      'standard-template': inputs['standard-template'],
    },
    (name) =>
      isColumn(name) && inputs[name] === undefined
        ? `${COLUMN[name]} in ${displayName('data')}`
        : displayName(name),
  );
  const { type: _type, ...fields } = data;
  if (creation !== undefined && 'standardTemplate' in creation) return { creation, fields };
  const type = inData['change-type'];
  return {
    // What stands in the data alone needs no more than the table.
    creation: (inputs['change-type'] ?? inputs['change-model']) ? creation : undefined,
    fields: type === undefined ? fields : { ...fields, type },
  };
}

/** The inputs that data may give as a column. */
const COLUMN = { 'change-type': 'type', 'change-model': 'chg_model' } as const;

function isColumn(name: string): name is keyof typeof COLUMN {
  return Object.hasOwn(COLUMN, name);
}

/** By value or label, as people see it in ServiceNow: `Normal`. */
function typeIn({ type }: Fields, displayName: DisplayName): (typeof CHANGE_TYPES)[number] | undefined {
  if (type === undefined) return undefined;
  const known = CHANGE_TYPES.find((value) => value === String(type).toLowerCase());
  if (known !== undefined) return known;
  throw invalidInput([
    `${displayName('data')}: type ${JSON.stringify(type)} is none of ${CHANGE_TYPES.join(', ')}; a type of the instance's own comes with its model, by ${displayName('change-model')}`,
  ]);
}

function modelIn({ chg_model: model }: Fields): string | undefined {
  return model === undefined || model === null || model === '' ? undefined : String(model);
}

function creationOf(inputs: CreationInputs, displayName: DisplayName): Creation | undefined {
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
  context: Pick<OperationContext, 'client' | 'log' | 'displayName'>,
): Promise<Creation | undefined> {
  if (creation === undefined || 'type' in creation) return creation;
  if ('model' in creation) {
    return {
      model: await sysIdOf(context, 'chg_model', creation.model, context.displayName('change-model')),
    };
  }
  const { standardTemplate: template } = creation;
  const name = context.displayName('standard-template');
  return { standardTemplate: await sysIdOf(context, 'std_change_record_producer', template, name) };
}
