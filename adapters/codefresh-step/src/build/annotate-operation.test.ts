import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CompletedOperation, ServiceNowClient } from '@change-gate/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { annotateOperation } from './annotate-operation.ts';
import { Annotations } from './annotations.ts';

const BUILD = '60c7bc5447895646d116db74';
const CLIENT: ServiceNowClient = {
  instanceUrl: 'https://acme.service-now.com',
  request: () => Promise.reject(new Error('no request is due here')),
};

/** A Codefresh that keeps annotations, and answers `status` when that is not 200. */
let kept: { key: string; value: string }[];
let requests: string[];
let status: number;
const server = createServer(async (request, response) => {
  const chunks = await request.toArray();
  const { method, url = '', headers } = request;
  requests.push(`${method} ${url} ${headers.authorization}`);
  if (method === 'POST') {
    const { key, value } = JSON.parse(Buffer.concat(chunks).toString());
    kept = [...kept.filter((annotation) => annotation.key !== key), { key, value }];
  }
  if (method === 'DELETE') {
    const key = new URL(url, 'http://x').searchParams.get('key');
    kept = kept.filter((annotation) => annotation.key !== key);
  }
  response.writeHead(status).end(status === 200 ? JSON.stringify(kept) : '<html>');
});

beforeEach(async () => {
  [kept, requests, status] = [[], [], 200];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function annotations(env: Record<string, string> = { CF_API_KEY: 'key.123' }): Annotations {
  return new Annotations(BUILD, `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, env);
}

function completed(operation: CompletedOperation['operation'], gate: string, number = 'CHG0030001') {
  const outputs = {
    'change-number': number,
    'change-sys-id': 'id1',
    'change-url': '',
    state: '-4',
    approval: 'requested',
    decision: 'pending',
    reason: '',
  };
  const change = {} as CompletedOperation['change'];
  return { operation, gate, change, outputs, client: CLIENT };
}

const values = () => Object.fromEntries(kept.map(({ key, value }) => [key, value]));

describe('what an operation leaves on its build', () => {
  it('is the change and the gate, after open', async () => {
    await annotateOperation(completed('open', 'prod-eu'), annotations());
    expect(values()).toEqual({ CR_NUMBER: 'CHG0030001', CR_SYSID: 'id1', GATE_OPENED_prod_eu: 'CHG0030001' });
    expect(requests.every((line) => line.endsWith(' key.123'))).toBe(true);
    expect(requests).toContain(`GET /api/annotations?entityId=${BUILD}&entityType=workflow key.123`);
  });

  it('is the evidence too, where there is any', async () => {
    const done = completed('open', 'prod-eu');
    const outputs = { ...done.outputs, evidence: '412 tests, 0 failed' };
    await annotateOperation({ ...done, outputs }, annotations());
    expect(values()).toMatchObject({ CR_EVIDENCE: '412 tests, 0 failed' });
  });

  it('names the gates that the build has to pass before', async () => {
    await annotateOperation(completed('open', 'qa'), annotations());
    await annotateOperation(completed('open', 'production', 'CHG0030002'), annotations());
    expect(values().GATE_OPENED_production).toBe('CHG0030002 after qa');
  });

  it('names no gate that the build has passed, or that ServiceNow has decided', async () => {
    await annotateOperation(completed('open', 'qa'), annotations());
    await annotateOperation(completed('verify', 'qa'), annotations());
    await annotateOperation(completed('open', 'staging'), annotations());
    kept.push({ key: 'CHANGE_GATE_staging', value: 'denied: CHG0030001 was rejected' });
    await annotateOperation(completed('open', 'production', 'CHG0030002'), annotations());
    expect(values()).toMatchObject({
      GATE_PASSED_qa: 'CHG0030001',
      GATE_PASSED_staging: 'CHG0030001',
      GATE_OPENED_production: 'CHG0030002',
    });
  });

  it('stays the same when open runs again', async () => {
    await annotateOperation(completed('open', 'qa'), annotations());
    await annotateOperation(completed('open', 'qa'), annotations());
    expect(values().GATE_OPENED_qa).toBe('CHG0030001');
  });

  it('is no longer the failure of an earlier close', async () => {
    kept.push({ key: 'CHANGE_NOT_CLOSED', value: 'The log of close says why.' });
    await annotateOperation(completed('close', 'change'), annotations());
    expect(values()).toEqual({ GATE_PASSED_change: 'CHG0030001' });
  });

  it.each(['update', 'status'] as const)('is nothing, after %s', async (operation) => {
    await annotateOperation(completed(operation, 'change'), annotations());
    expect(requests).toEqual([]);
  });

  it.each([
    [403, 'FORBIDDEN', 'Codefresh answered 403'],
    [500, 'UNAVAILABLE', 'Codefresh answered 500'],
  ])('is a warning when Codefresh answers %i', async (answer, code, words) => {
    status = answer;
    await expect(annotateOperation(completed('verify', 'qa'), annotations())).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });

  it('is a warning without a key', async () => {
    await expect(annotateOperation(completed('verify', 'qa'), annotations({}))).rejects.toThrow(
      'CF_API_KEY is not set',
    );
    expect(requests).toEqual([]);
  });
});
