import type { Database, Row } from '../database/database.ts';
import type { ChangeModel } from './change-model.ts';
import { modelDriven } from './model-driven.ts';
import { typeDriven } from './type-driven.ts';

/** The model of a change: the states of its `chg_model` where that has any, those of its type otherwise. */
export function modelOf(database: Database, change: Row): ChangeModel {
  return modelDriven(database, change.chg_model ?? '') ?? typeDriven(change.type ?? '');
}
