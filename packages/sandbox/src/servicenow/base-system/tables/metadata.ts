import type { TableDefinition } from '../../database/dictionary.ts';
import { flag, reference, text } from './columns.ts';

/** The column of an application's records that says whose they are. */
export const OF_APPLICATION = reference('sys_scope', 'Application', 'sys_scope');

/** Records of applications that scripts may read: what they do, the sandbox takes from the update set itself. */
export const METADATA_TABLES: readonly TableDefinition[] = [
  {
    name: 'sys_scope',
    label: 'Application',
    columns: [text('name', 'Name', 100), text('scope', 'Scope', 18)],
  },
  ...[
    ['sys_script', 'Business Rule'],
    ['sysevent_script_action', 'Script Action'],
    ['sysauto_script', 'Scheduled Script Execution'],
  ].map(([name = '', label = '']) => ({
    name,
    label,
    columns: [text('name', 'Name', 100), flag('active', 'Active', 'true'), OF_APPLICATION],
  })),
  {
    name: 'sys_scope_privilege',
    label: 'Cross scope privilege',
    columns: [
      reference('source_scope', 'Source Scope', 'sys_scope'),
      text('target_name', 'Target Name', 255),
      text('target_type', 'Target Type'),
      text('operation', 'Operation'),
      text('status', 'Status'),
      OF_APPLICATION,
    ],
  },
];

const NAMES = new Set([...METADATA_TABLES.map(({ name }) => name), 'sys_security_acl']);

/** Whether a table holds records of applications. */
export function isMetadata(table: string): boolean {
  return NAMES.has(table);
}
