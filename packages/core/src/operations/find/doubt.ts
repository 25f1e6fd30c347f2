/** What speaks against a change that carries a gate's correlation id, which whoever may write changes can write there. */
import type { BuildContext } from '../../adapter.ts';
import { serviceNowTime } from '../../clock.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { changeSysIds, isOfSomeGate } from './change-identity.ts';

/** How far the clocks of a CI and an instance may be apart. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

type DoubtContext = Pick<OperationContext, 'gate' | 'client' | 'build'>;

/** Whether the gate itself gave the change its sys_id, which nobody can write into another one. */
export function isOfGate({ sysId }: Change, { gate }: Pick<OperationContext, 'gate'>): boolean {
  return changeSysIds(gate.key).includes(sysId);
}

/**
 * @returns a clause that says why the change is not taken for the gate's, and whom to ask for what; `null` where
 *   nothing speaks against it
 */
export function doubtAbout(change: Change, context: DoubtContext): string | null {
  const { userName } = context.client;
  const { createdBy, createdOn } = change;
  if (userName !== undefined && createdBy === '') {
    return 'who created it cannot be read (let the integration user read change_request.sys_created_by)';
  }
  // ServiceNow takes a user's name in any case when they sign in, and keeps it as the user record has it.
  if (userName !== undefined && createdBy.toLowerCase() !== userName.toLowerCase()) {
    return `was created by ${createdBy}, and this step signs in as ${userName}`;
  }
  const isOwn = isOfGate(change, context);
  if (!isOwn && isOfSomeGate(change.sysId)) return 'was opened for another gate, as its sys_id tells';
  const began = beginningOf(context.build);
  if (began === null) return null;
  const created = Date.parse(`${createdOn.replace(' ', 'T')}Z`);
  if (Number.isNaN(created)) {
    if (isOwn) return null;
    return 'when it was created cannot be read (let the integration user read change_request.sys_created_on)';
  }
  if (created >= began - CLOCK_TOLERANCE_MS) return null;
  return `was created at ${createdOn} UTC, before this build began (${serviceNowTime(new Date(began))} UTC)`;
}

/** When the build began, in milliseconds since 1970; `null` where its CI does not tell. */
export function beginningOf({ began = Number.NaN }: Pick<BuildContext, 'began'>): number | null {
  const time = new Date(began).getTime();
  return Number.isNaN(time) || time <= 0 ? null : time;
}
