/** A Codefresh that answers by a script. */
import type { ApprovalHttpRequest, ApprovalHttpResponse } from '@change-gate/core/approval';
import { expect } from 'vitest';
import { approval } from '../src/approval.ts';

export const BUILD = '60c7bc5447895646d116db74';
const SERVER = 'https://g.codefresh.io/api';

export const READ_BUILD = `GET /builds/${BUILD}?noAccount=false`;
export const SET_ANNOTATION = 'POST /annotations';
export const READ_ANNOTATIONS = `GET /annotations?entityId=${BUILD}&entityType=workflow`;
export const APPROVE = `GET /workflow/${BUILD}/pending-approval/approve`;
export const DENY = `GET /workflow/${BUILD}/pending-approval/deny`;

export type Exchange = readonly [request: string, status: number, body?: unknown];

/** Delivers against a script of exchanges; every one must happen, in order. */
export function deliver(decision: 'approved' | 'denied', script: readonly Exchange[]) {
  return call('deliver', decision, script);
}

/** Looks what became of an approval. */
export function look(script: readonly Exchange[]) {
  return call('look', 'approved', script);
}

/** Looks whether an undecided build is over. */
export function lookForEnd(script: readonly Exchange[]) {
  return call('lookForEnd', 'approved', script);
}

function call(
  operation: 'deliver' | 'look' | 'lookForEnd',
  decision: 'approved' | 'denied',
  script: readonly Exchange[],
) {
  const remaining = [...script];
  const sent: ApprovalHttpRequest[] = [];
  const send = (request: ApprovalHttpRequest): ApprovalHttpResponse => {
    sent.push(request);
    const [expected, status, body] = remaining.shift() ?? ['no further request', 0];
    expect(`${request.method} ${request.url.replace(SERVER, '')}`).toBe(expected);
    return { status, body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) };
  };
  const target = { build_id: BUILD, gate: 'prod-eu' };
  const request = {
    server: SERVER,
    target,
    token: 'key.123',
    decision,
    reason: 'CHG0030001 is in Implement',
  };
  const answer = approval[operation](request, { send });
  expect(remaining).toEqual([]);
  return { ...answer, sent };
}

export const annotation = (key: string, value = 'CHG0030001') => ({ key, value, entityType: 'workflow' });
export const status = (value: string) => ({ id: BUILD, status: value });
