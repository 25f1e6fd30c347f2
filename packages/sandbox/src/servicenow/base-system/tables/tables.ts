import type { Behaviours } from '../../behaviours/switches.ts';
import type { TableDefinition } from '../../database/dictionary.ts';
import { AFFECTED_CI_TABLES } from './affected-cis.ts';
import { APPROVAL_POLICY_TABLES } from './approval-policies.ts';
import { SYS_JOURNAL_FIELD, SYSAPPROVAL_APPROVER, SYSAPPROVAL_GROUP } from './approvals.ts';
import { SYS_ATTACHMENT } from './attachments.ts';
import { CHANGE_REQUEST, CHG_MODEL } from './change-request.ts';
import { CHANGE_TASK } from './change-task.ts';
import { CMDB_TABLES } from './cmdb.ts';
import { CREDENTIAL_TABLES } from './credentials.ts';
import { DATA_POLICY_TABLES } from './data-policies.ts';
import { INCIDENT } from './incident.ts';
import { ORGANIZATION_TABLES } from './organization.ts';
import { SCHEDULE_TABLES } from './schedules.ts';
import { STANDARD_CHANGE_TABLES } from './standard-changes.ts';
import { stateModelTables } from './state-model.ts';
import { SYSTEM_TABLES } from './system.ts';
import { TASK } from './task.ts';
import { USER_TABLES } from './users.ts';

/** The tables of a new instance, parents before those that extend them. */
export const tablesOf = (behaviours: Behaviours): readonly TableDefinition[] => [
  ...SYSTEM_TABLES,
  ...USER_TABLES,
  ...ORGANIZATION_TABLES,
  ...CMDB_TABLES,
  TASK,
  CHG_MODEL,
  ...stateModelTables(behaviours),
  ...STANDARD_CHANGE_TABLES,
  CHANGE_REQUEST,
  CHANGE_TASK,
  INCIDENT,
  ...AFFECTED_CI_TABLES,
  ...SCHEDULE_TABLES,
  ...APPROVAL_POLICY_TABLES,
  SYSAPPROVAL_GROUP,
  SYSAPPROVAL_APPROVER,
  SYS_JOURNAL_FIELD,
  SYS_ATTACHMENT,
  ...CREDENTIAL_TABLES,
  ...DATA_POLICY_TABLES,
];
