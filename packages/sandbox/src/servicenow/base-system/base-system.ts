import type { Clock } from '../../clock.ts';
import { refreshConflicts } from '../change/conflicts/conflict-check.ts';
import { changeFlow } from '../change/flow.ts';
import { changeModel } from '../change/model.ts';
import { deriveChoices } from '../database/choice-rows.ts';
import { Database } from '../database/database.ts';
import { fileJournalFields } from '../database/journal-fields.ts';
import { seed } from './seed/seed.ts';
import { TABLES } from './tables/tables.ts';

/** The base system: a database with the tables, rules and rows of a new instance. */
export function baseSystem(clock: Clock): Database {
  const database = new Database(clock);
  for (const table of TABLES) database.define(table);
  deriveChoices(database);
  seed(database);
  fileJournalFields(database);
  changeModel(database, clock);
  changeFlow(database);
  refreshConflicts(database, clock);
  return database;
}
