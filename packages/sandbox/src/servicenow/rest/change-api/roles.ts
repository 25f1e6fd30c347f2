import type { Context, MiddlewareHandler } from 'hono';
import { NOT_AUTHORIZED } from '../rest-error.ts';
import type { RestVariables } from '../rest-variables.ts';

const READ = ['itil', 'sn_change_read', 'change_manager', 'admin'];
const WRITE = ['itil', 'change_manager', 'admin'];
const DELETE = ['change_manager', 'admin'];

/**
 * Roles that the Change Management API asks for; one of them is enough (ServiceNow docs, change-management-api).
 * @fact Who may use `sn_chg_rest` | GET: itil, sn_change_read, change_manager, admin; POST and PATCH: itil,
 *   change_manager, admin; DELETE: change_manager, admin | documented | change-management-api
 */
export const changeRoles: MiddlewareHandler<RestVariables> = async (c, next) => {
  const { method } = c.req;
  requireOneOf(c, method === 'GET' ? READ : method === 'DELETE' ? DELETE : WRITE);
  await next();
};

function requireOneOf(c: Context<RestVariables>, roles: readonly string[]): void {
  if (!roles.some((role) => c.get('principal').roles.has(role))) throw NOT_AUTHORIZED;
}
