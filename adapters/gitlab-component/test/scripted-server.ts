/** A GitLab that answers by a script. */
import type { ApprovalHttpRequest, ApprovalHttpResponse } from '@change-gate/core/approval';
import { expect } from 'vitest';
import { approval } from '../src/approval.ts';

const SERVER = 'https://gitlab.example.com/api/v4';
const PROJECT = '/projects/1217';

export const READ_JOBS = 'GET /pipelines/1006/jobs?per_page=100&page=1';
export const PLAY = 'POST /jobs/102/play';
export const READ_CANCELED_JOBS = 'GET /pipelines/1006/jobs?scope%5B%5D=canceled&per_page=100';
export const READ_CANCELED_BRIDGES = 'GET /pipelines/1006/bridges?scope%5B%5D=canceled&per_page=100';
export const CANCEL = 'POST /pipelines/1006/cancel';
export const DEPLOYMENTS =
  'GET /deployments?environment=production%2Fchange&status=blocked&order_by=id&sort=desc&per_page=100';
export const APPROVAL = 'POST /deployments/70/approval';

export type Exchange = readonly [request: string, status: number, body?: unknown];

interface Delivery {
  readonly token?: string;
  readonly target?: Readonly<Record<string, string>>;
}

/** Delivers against a script of exchanges; every one must happen, in order. Nothing was canceled where it does not say so. */
export function deliver(
  decision: 'approved' | 'denied',
  script: readonly Exchange[],
  delivery: Delivery = {},
) {
  return call('deliver', decision, script, delivery);
}

/** Looks what became of a decision. */
export function look(decision: 'approved' | 'denied', script: readonly Exchange[], delivery: Delivery = {}) {
  return call('look', decision, script, delivery);
}

/** Looks whether an undecided build is over. */
export function lookForEnd(script: readonly Exchange[]) {
  return call('lookForEnd', 'approved', script, {});
}

function call(
  operation: 'deliver' | 'look' | 'lookForEnd',
  decision: 'approved' | 'denied',
  script: readonly Exchange[],
  { token = 'glpat-x', target = {} }: Delivery,
) {
  const remaining = [...script];
  const sent: ApprovalHttpRequest[] = [];
  const send = (request: ApprovalHttpRequest): ApprovalHttpResponse => {
    const asked = `${request.method} ${request.url.replace(SERVER + PROJECT, '')}`;
    const isCanceledAsked = asked === READ_CANCELED_JOBS || asked === READ_CANCELED_BRIDGES;
    if (isCanceledAsked && remaining[0]?.[0] !== asked) return { status: 200, body: '[]' };
    sent.push(request);
    const [expected, status, body] = remaining.shift() ?? ['no further request', 0];
    expect(asked).toBe(expected);
    return { status, body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) };
  };
  const request = {
    server: SERVER,
    target: {
      project_id: '1217',
      pipeline_id: '1006',
      job: 'change:gate',
      environment: '',
      on_denied: 'fail',
      ...target,
    },
    token,
    decision,
    reason: 'CHG0030001 is in Implement',
  };
  const answer = approval[operation](request, { send });
  expect(remaining).toEqual([]);
  return { ...answer, sent };
}

export const jobs = (status: string, id = 102) => [
  { id: 103, name: 'deploy', status: 'created' },
  { id, name: 'change:gate', status },
  { id: 101, name: 'change:open', status: 'success' },
];
