import type { Database, Row } from '../database/database.ts';
import type { ChangeModel } from './change-model.ts';
import { modelDriven } from './model-driven.ts';
import { typeDriven } from './type-driven.ts';

const DATA_REQUIREMENTS = 'com.snc.change_management.enforce_data_requirements';

/**
 * The model of a change: the states of its `chg_model` where that has any, those of its type otherwise.
 * @fact The property `com.snc.change_management.enforce_data_requirements` | false: a change without a model leaves New
 *   without a group too | documented | r_ChangeManagementProperties, ChangeRequestSNC
 */
export function modelOf(database: Database, change: Row): ChangeModel {
  return (
    modelDriven(database, change.chg_model ?? '') ??
    typeDriven(change.type ?? '', needsGroup(database, change))
  );
}

function needsGroup(database: Database, { chg_model: model }: Row): boolean {
  if (database.behaviours.leavingNew === 'free') return false;
  return Boolean(model) || database.property(DATA_REQUIREMENTS) !== 'false';
}
