import type { Database, Row } from '../../database/database.ts';
import type { Principal } from '../../sign-in/principal.ts';
import { RestError } from '../rest-error.ts';

/**
 * The caller answers what they were asked.
 * @fact `PATCH /change/{id}/approvals` | the caller's own approval, 400 without one; `comments` to reject |
 *   documented | change-management-api
 * @param body `{state: "approved" | "rejected", comments}`; comments are required to reject
 * @throws RestError 400
 */
export function answerApproval(
  database: Database,
  change: Row,
  body: Record<string, unknown>,
  principal: Principal,
): void {
  const state = String(body.state ?? '');
  const comments = String(body.comments ?? '');
  if (state !== 'approved' && state !== 'rejected') {
    throw new RestError(400, 'state must be approved or rejected', '');
  }
  if (state === 'rejected' && comments === '') {
    throw new RestError(400, 'comments are required when state is rejected', '');
  }
  const query = `sysapproval=${change.sys_id}^approver=${principal.sysId}^state=requested`;
  const [mine] = database.query('sysapproval_approver', query);
  if (mine === undefined) {
    throw new RestError(400, `${principal.userName} has no pending approval for ${change.number}`, '');
  }
  database.update('sysapproval_approver', mine.sys_id ?? '', { state, comments }, principal.userName);
}
