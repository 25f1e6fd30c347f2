/** A GitHub that answers by a script, and holds every request against its own description. */
import type { ApprovalHttpRequest, ApprovalHttpResponse } from '@change-gate/core/approval';
import { expect } from 'vitest';
import { approval } from '../src/approval.ts';
import { assertMatchesDescription } from './openapi/description.ts';

export const SERVER = 'https://github.acme.example/api/v3';
export const REPOSITORY = '/repos/globex/shop';
export const RUN = `${REPOSITORY}/actions/runs/4242`;

export const TARGET = {
  way: 'environment',
  owner: 'globex',
  repo: 'shop',
  run_id: '4242',
  run_attempt: '1',
  sha: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00',
  gate: 'prod-eu',
  environment: 'Production EU',
  workflow: '',
  ref: '',
  event_type: '',
};

export type Exchange = readonly [request: string, status: number, body?: unknown];

/** Every exchange must happen, in order. */
export function scriptedServer(script: readonly Exchange[]) {
  const remaining = [...script];
  const sent: ApprovalHttpRequest[] = [];
  const send = (request: ApprovalHttpRequest): ApprovalHttpResponse => {
    assertMatchesDescription(request, SERVER);
    sent.push(request);
    const [expected, status, body] = remaining.shift() ?? ['no further request', 0];
    expect(`${request.method} ${request.url.replace(SERVER, '')}`).toBe(expected);
    return { status, body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) };
  };
  return {
    http: { send },
    /** What was sent, once all of the script has happened. */
    finish() {
      expect(remaining).toEqual([]);
      const posted = sent.find(({ method }) => method === 'POST')?.body;
      return { sent, posted: posted === undefined ? undefined : JSON.parse(posted) };
    },
  };
}

export function deliver(
  target: Partial<typeof TARGET>,
  decision: 'approved' | 'denied',
  script: readonly Exchange[],
) {
  return call('deliver', target, decision, script);
}

/** Looks what became of an approval. */
export function look(target: Partial<typeof TARGET>, script: readonly Exchange[]) {
  return call('look', target, 'approved', script);
}

function call(
  operation: 'deliver' | 'look',
  target: Partial<typeof TARGET>,
  decision: 'approved' | 'denied',
  script: readonly Exchange[],
) {
  const { http, finish } = scriptedServer(script);
  const request = {
    server: SERVER,
    target: { ...TARGET, ...target },
    token: 'ghs_2_variable.length',
    decision,
    reason: 'CHG0030001 is in Implement',
  };
  return { ...approval[operation](request, http), ...finish() };
}
