/** An application as its records define it: the typed view of what an update set brings. */
import type { TableDefinition } from '../../database/database.ts';
import type { Subflow } from '../flow/flow-definition.ts';
import { readSubflows } from '../flow/read-flows.ts';
import { type BusinessRule, readBusinessRules } from '../triggers/business-rules.ts';
import { type OwnQueue, readOwnQueues } from '../triggers/own-queues.ts';
import { checkAcls } from '../triggers/rest-access.ts';
import { type RuleBefore, readRulesBefore } from '../triggers/rules-before.ts';
import { readScheduledJobs, type ScheduledJob } from '../triggers/scheduled-jobs.ts';
import { type Operation, readOperations } from '../triggers/scripted-rest-routes.ts';
import { readUiActions, type UiAction } from '../triggers/ui-actions.ts';
import type { Refuse } from './refusal.ts';
import { readTables } from './schema.ts';
import { type Script, scriptOf } from './script.ts';
import { active, text, type UpdateRecord, type UpdateSet } from './update-set.ts';

export interface Application {
  readonly scope: string;
  readonly name: string;
  readonly version: string;
  readonly tables: readonly TableDefinition[];
  readonly scriptIncludes: readonly ScriptInclude[];
  readonly businessRules: readonly BusinessRule[];
  readonly rulesBefore: readonly RuleBefore[];
  /** The queue of each name in `sysevent_register`; empty for the common one. */
  readonly events: ReadonlyMap<string, string>;
  /** The queues whose events ServiceNow processes by jobs of their own. */
  readonly eventQueues: readonly OwnQueue[];
  readonly scriptActions: readonly ScriptAction[];
  readonly scheduledJobs: readonly ScheduledJob[];
  readonly operations: readonly Operation[];
  readonly uiActions: readonly UiAction[];
  readonly subflows: readonly Subflow[];
}

export interface ScriptInclude {
  readonly name: string;
  /** Whether scripts of other scopes may use it. */
  readonly isPublic: boolean;
  readonly script: Script;
}

export interface ScriptAction {
  readonly name: string;
  readonly eventName: string;
  readonly order: number;
  /** Empty source for none. */
  readonly condition: Script;
  readonly script: Script;
}

/** What is in the global scope belongs to no application, and a set of it brings no `sys_app`. */
const GLOBAL = { scope: 'global', name: 'Global', version: '' };

/** @param records everything the application consists of, by update name */
export function readApplication(
  set: UpdateSet,
  records: readonly UpdateRecord[],
  refuse: Refuse,
): Application {
  const app =
    set.application === GLOBAL.scope ? GLOBAL : records.find(({ table }) => table === 'sys_app')?.fields;
  if (app === undefined) {
    // Preview's own words (ServiceNow docs, t_PreviewARemoteUpdateSet).
    refuse(`Application scope validation issue: no sys_app record for the application ${set.application}`);
  }
  checkAcls(records, refuse);
  return {
    scope: app?.scope ?? '',
    name: app?.name ?? '',
    version: app?.version ?? '',
    tables: readTables(records, refuse),
    scriptIncludes: active(records, 'sys_script_include').map(({ fields }) => ({
      name: text(fields, 'name'),
      isPublic: fields.access === 'public',
      script: scriptOf('sys_script_include', fields),
    })),
    businessRules: readBusinessRules(active(records, 'sys_script'), refuse),
    rulesBefore: readRulesBefore(active(records, 'sys_script'), refuse),
    events: new Map(
      active(records, 'sysevent_register').map(({ fields }) => [
        text(fields, 'event_name'),
        text(fields, 'queue'),
      ]),
    ),
    eventQueues: readOwnQueues(active(records, 'sysevent_queue'), refuse),
    scriptActions: active(records, 'sysevent_script_action').map(({ fields }) => ({
      name: text(fields, 'name'),
      eventName: text(fields, 'event_name'),
      order: Number(fields.order ?? 100),
      condition: scriptOf('sysevent_script_action', fields, 'condition_script'),
      script: scriptOf('sysevent_script_action', fields),
    })),
    scheduledJobs: readScheduledJobs(active(records, 'sysauto_script'), refuse),
    operations: readOperations(records, refuse),
    uiActions: readUiActions(records, refuse),
    subflows: readSubflows(records, app?.scope ?? '', refuse),
  };
}
