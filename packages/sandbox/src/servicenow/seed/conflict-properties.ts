import type { Database } from '../database/database.ts';

/** What conflict detection checks and how far the scheduling assistant looks (configure-conflict-properties). */
const CONFLICT_PROPERTIES = {
  'change.conflict.currentci': 'true',
  'change.conflict.currentwindow': 'true',
  'change.conflict.ci_maint_sched': 'true',
  'change.conflict.blackout': 'true',
  'change.conflict.refresh.conflicts': 'true',
  'change.conflict.next_available.schedule_window': '90',
  'change.conflict.next_available.choice_limit': '100',
};

export function seedConflictProperties(database: Database): void {
  for (const [name, value] of Object.entries(CONFLICT_PROPERTIES)) {
    database.insert('sys_properties', { name, value }, 'system');
  }
}
