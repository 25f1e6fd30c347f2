/** Who decided about the change, and when: for the page of a run that goes on, or may not. */
import type { CompletedOperation } from '@change-gate/core';
import * as z from 'zod/mini';

/** The Table API's raw values: UTC `yyyy-MM-dd HH:mm:ss`, or empty. */
const CHANGE = z.object({
  opened_at: z._default(z.string(), ''),
  work_start: z._default(z.string(), ''),
  work_end: z._default(z.string(), ''),
  closed_at: z._default(z.string(), ''),
});

const APPROVALS = z.array(
  z.object({ 'approver.name': z.string(), state: z.string(), sys_updated_on: z.string() }),
);

/** @returns head to text, which may be empty; no rows for an operation after which nobody asks who decided */
export async function readHistory({
  operation,
  outputs,
  client,
}: CompletedOperation): Promise<Readonly<Record<string, string>>> {
  if (operation !== 'verify' && operation !== 'wait') return {};
  const id = outputs['change-sys-id'];
  const [change, approvals] = await Promise.all([
    client.request('GET', `/api/now/table/change_request/${id}`, {
      query: { sysparm_fields: Object.keys(CHANGE.shape).join(',') },
    }),
    client.request('GET', '/api/now/table/sysapproval_approver', {
      query: {
        sysparm_query: `sysapproval=${id}^stateINapproved,rejected^ORDERBYsys_updated_on`,
        sysparm_fields: 'approver.name,state,sys_updated_on',
        sysparm_limit: '20',
      },
    }),
  ]);
  const { opened_at, work_start, work_end, closed_at } = CHANGE.parse(change);
  const answers = APPROVALS.parse(approvals);
  const by = (state: string) =>
    answers
      .filter((answer) => answer.state === state)
      .map((answer) => `${answer['approver.name']}, ${answer.sys_updated_on} UTC`)
      .join('; ');
  return {
    Opened: utc(opened_at),
    'Approved by': by('approved'),
    'Rejected by': by('rejected'),
    'Work started': utc(work_start),
    'Work ended': utc(work_end),
    Closed: utc(closed_at),
  };
}

function utc(time: string): string {
  return time === '' ? '' : `${time} UTC`;
}
