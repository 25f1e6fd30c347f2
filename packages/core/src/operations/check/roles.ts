/** Whether the integration user has a role that lets it write changes: the app's own is looked at with the app. */
import type { CheckAnswer } from '../../check/contract.ts';
import type { CheckLine } from '../../check/report.ts';
import { GateError } from '../../errors.ts';
import { rowsOf } from '../../servicenow/rows.ts';
import { doesNotHold, holds, unseen } from './line.ts';
import type { CheckContext, CheckSection } from './section.ts';

const CHANGE = { id: 'roles.change', title: 'A role that lets the integration user write changes' };

/**
 * Roles of the base system that may write changes and their tasks, of which the app tells (ServiceNow docs,
 * change-management-api). An instance may let others do so too.
 */
const WRITE_CHANGES: readonly string[] = ['itil', 'sn_change_write'];

export const roles: CheckSection = {
  id: 'roles',
  title: 'Roles',
  needs: ['instance', 'sign-in'],
  async look(context) {
    const answer = await context.app().catch((error: unknown) => {
      if (error instanceof GateError) return null;
      throw error;
    });
    return [await changeLine(answer, context)];
  },
};

async function changeLine(answer: CheckAnswer | null, { client }: CheckContext): Promise<CheckLine> {
  const told = Object.entries(answer?.user.roles ?? {});
  const has = told.filter(([, isHeld]) => isHeld).map(([role]) => role);
  if (has.some((role) => WRITE_CHANGES.includes(role))) {
    return holds(CHANGE, `Of the roles that matter, the user has ${has.join(', ')}.`);
  }
  const give = {
    remedy:
      'Give the integration user the role itil, or whatever lets it read and write changes and their tasks on this instance.',
    who: 'ServiceNow admin' as const,
  };
  const read = await rowsOf(client, 'change_request', { query: '', fields: ['sys_id'], limit: 1 });
  if (read === null) return doesNotHold(CHANGE, 'The user may not even read change_request.', give);
  if (answer === null) {
    return unseen(
      CHANGE,
      'The Change Gate app alone tells the roles of a user, and it has not. The user may read change_request.',
    );
  }
  return unseen(
    CHANGE,
    `The user has none of ${WRITE_CHANGES.join(', ')}, and may read change_request: whether another role lets it write changes could not be seen.`,
    give,
  );
}
