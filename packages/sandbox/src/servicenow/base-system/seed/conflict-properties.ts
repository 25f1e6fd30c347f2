import type { Database } from '../../database/database.ts';

/**
 * What conflict detection checks (ServiceNow docs, configure-conflict-properties).
 * @fact What conflict detection checks | the properties `change.conflict.*` turn each check off | documented |
 *   configure-conflict-properties
 */
const CONFLICT_PROPERTIES = {
  'change.conflict.currentci': 'true',
  'change.conflict.blackout': 'true',
  'change.conflict.lockdown': 'true',
  'change.conflict.refresh.conflicts': 'true',
};

export function seedConflictProperties(database: Database): void {
  for (const [name, value] of Object.entries(CONFLICT_PROPERTIES)) {
    database.insert('sys_properties', { name, value }, 'system');
  }
}
