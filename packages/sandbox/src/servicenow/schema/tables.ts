import type { TableDefinition } from '../dictionary.ts';
import { SYS_JOURNAL_FIELD, SYSAPPROVAL_APPROVER } from './approvals.ts';
import { CHANGE_REQUEST, CHG_MODEL } from './change-request.ts';
import { ORGANIZATION_TABLES } from './organization.ts';
import { SYSTEM_TABLES } from './system.ts';
import { TASK } from './task.ts';
import { USER_TABLES } from './users.ts';

/** The tables of a new instance, parents before those that extend them. */
export const TABLES: readonly TableDefinition[] = [
  ...SYSTEM_TABLES,
  ...USER_TABLES,
  ...ORGANIZATION_TABLES,
  TASK,
  CHG_MODEL,
  CHANGE_REQUEST,
  SYSAPPROVAL_APPROVER,
  SYS_JOURNAL_FIELD,
];
