import type { ServiceNowInstance } from '@change-gate/sandbox';

/** Gives new changes that have no group to DevOps, as an assignment rule of an instance does. */
export function assignNewChanges({ database }: ServiceNowInstance): void {
  const group = database.find('sys_user_group', 'name', 'DevOps')?.sys_id ?? '';
  database.before(({ table, operation, next }) => {
    if (table === 'change_request' && operation === 'insert' && next !== null)
      next.assignment_group ||= group;
  });
}
