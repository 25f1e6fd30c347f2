import type { SandboxClock } from '../../clock.ts';
import type { Behaviours } from '../behaviours/switches.ts';
import { approvalFlow } from '../change/approvals/approval-flow.ts';
import { assignmentGroupOfCi } from '../change/assignment-group.ts';
import { changeRules } from '../change/change-rules.ts';
import { ciLock } from '../change/ci-lock.ts';
import { refreshConflicts } from '../change/conflicts/conflict-check.ts';
import { holdRules } from '../change/hold.ts';
import { riskConditions } from '../change/risk-conditions.ts';
import { taskActivity, taskDefaults } from '../change/task-rules.ts';
import { baseTasks } from '../change/tasks/base-tasks.ts';
import { taskChecks } from '../change/tasks/task-checks.ts';
import { deriveChoices } from '../database/choice-rows.ts';
import { dataPolicies } from '../database/data-policies.ts';
import { Database } from '../database/database.ts';
import { deriveDictionary } from '../database/dictionary-rows.ts';
import { fileJournalFields } from '../database/journal-fields.ts';
import { seed } from './seed/seed.ts';
import { tablesOf } from './tables/tables.ts';

/** The base system: a database with the tables, rules and rows of a new instance. */
export function baseSystem(clock: SandboxClock, behaviours?: Partial<Behaviours>): Database {
  const database = new Database(clock, behaviours);
  for (const table of tablesOf(database.behaviours)) database.define(table);
  deriveChoices(database);
  deriveDictionary(database);
  seed(database);
  fileJournalFields(database);
  taskDefaults(database, clock);
  assignmentGroupOfCi(database);
  changeRules(database, clock);
  ciLock(database);
  riskConditions(database);
  taskChecks(database);
  holdRules(database);
  taskActivity(database);
  approvalFlow(database, clock);
  baseTasks(database);
  refreshConflicts(database, clock);
  dataPolicies(database);
  return database;
}
