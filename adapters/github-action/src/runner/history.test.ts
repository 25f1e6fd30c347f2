import type { CompletedOperation, ServiceNowClient } from '@change-gate/core';
import { describe, expect, it } from 'vitest';
import { readHistory } from './history.ts';

const CHANGE = {
  opened_at: '2026-11-24 07:00:00',
  work_start: '2026-11-24 20:05:00',
  work_end: '2026-11-24 21:00:00',
  closed_at: '2026-11-24 21:10:00',
};

const answerOf = (name: string, state: string) => ({
  'approver.name': name,
  state,
  sys_updated_on: '2026-11-24 08:30:00',
});

function after(operation: CompletedOperation['operation'], approvals: object[]) {
  const asked: string[] = [];
  const client: ServiceNowClient = {
    instanceUrl: 'https://acme.service-now.com',
    async request(_method, path) {
      asked.push(path);
      return path.endsWith('/0f4a') ? CHANGE : approvals;
    },
  };
  const outputs = { 'change-sys-id': '0f4a' } as CompletedOperation['outputs'];
  const change = {} as CompletedOperation['change'];
  return { asked, rows: readHistory({ operation, gate: 'change', change, outputs, client }) };
}

describe('readHistory', () => {
  it('names who approved, and what has happened since', async () => {
    const { rows } = after('verify', [answerOf('Anna <b>', 'approved'), answerOf('Ben', 'approved')]);
    expect(await rows).toEqual({
      Opened: '2026-11-24 07:00:00 UTC',
      'Approved by': 'Anna <b>, 2026-11-24 08:30:00 UTC; Ben, 2026-11-24 08:30:00 UTC',
      'Rejected by': '',
      'Work started': '2026-11-24 20:05:00 UTC',
      'Work ended': '2026-11-24 21:00:00 UTC',
      Closed: '2026-11-24 21:10:00 UTC',
    });
  });

  it('names who rejected', async () => {
    expect(await after('wait', [answerOf('Ben', 'rejected')]).rows).toMatchObject({
      'Rejected by': 'Ben, 2026-11-24 08:30:00 UTC',
    });
  });

  it('asks nothing after an operation that nobody decided about', async () => {
    const { asked, rows } = after('open', []);
    expect(await rows).toEqual({});
    expect(asked).toEqual([]);
  });
});
