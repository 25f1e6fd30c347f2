import type { Database } from '../database/database.ts';

/**
 * Adds the rule *Populate Assignment Group based on CI/SO*.
 * @fact A change with neither an assignment group nor a person that it is assigned to | gets the group of its
 *   configuration item, here from the item's `assignment_group`; service offerings are not here | documented |
 *   t_CreateAChange; which column of the item: belief
 */
export function assignmentGroupOfCi(database: Database): void {
  database.before(({ table, next }) => {
    if (table !== 'change_request' || next === null || next.assignment_group || next.assigned_to) return;
    next.assignment_group = database.get('cmdb_ci', next.cmdb_ci ?? '')?.assignment_group ?? '';
  });
}
