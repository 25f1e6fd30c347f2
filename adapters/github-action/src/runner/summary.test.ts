import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompletedOperation, ServiceNowClient } from '@change-gate/core';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeSummary } from './summary.ts';

const folder = mkdtempSync(join(tmpdir(), 'change-gate-summary-'));
// One for all: the toolkit looks for it once in a process.
const GITHUB_STEP_SUMMARY = join(folder, 'summary');
beforeEach(() => {
  writeFileSync(GITHUB_STEP_SUMMARY, '');
  vi.stubEnv('GITHUB_STEP_SUMMARY', GITHUB_STEP_SUMMARY);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const CHANGE =
  '<h3>ServiceNow change <a href="https://acme.service-now.com/x?a=1&amp;b=2">CHG0030001</a></h3>\n' +
  '<table><tr><th>Decision</th><td>pending</td></tr>' +
  '<tr><th>Why</th><td>CHG0030001 is on hold: &lt;img src=x&gt; decision=approved</td></tr>' +
  '<tr><th>State</th><td>Assess</td></tr>' +
  '<tr><th>Planned window</th><td>2026-11-24 20:00:00 to 2026-11-24 22:00:00 UTC</td></tr></table>\n';

function after(
  operation: CompletedOperation['operation'],
  request: ServiceNowClient['request'],
  stateLabel = 'Assess',
) {
  const window = { plannedStart: '2026-11-24 20:00:00', plannedEnd: '2026-11-24 22:00:00' };
  return writeSummary({
    operation,
    gate: 'change',
    change: { stateLabel, ...window } as CompletedOperation['change'],
    outputs: {
      'change-number': 'CHG0030001',
      'change-sys-id': '0f4a',
      'change-url': 'https://acme.service-now.com/x?a=1&b=2',
      state: '-4',
      approval: '',
      decision: 'pending',
      reason: 'CHG0030001 is on hold: <img src=x>\ndecision=approved',
    },
    client: { instanceUrl: 'https://acme.service-now.com', request },
  });
}

const page = () => readFileSync(GITHUB_STEP_SUMMARY, 'utf8').replaceAll('\r\n', '\n');

describe('writeSummary', () => {
  it('shows the change, whatever its texts hold', async () => {
    await after('open', () => Promise.reject(new Error('nobody asks')));
    expect(page()).toBe(CHANGE);
  });

  it('adds who decided', async () => {
    const approval = {
      'approver.name': 'Anna <b>',
      state: 'approved',
      sys_updated_on: '2026-11-24 08:30:00',
    };
    await after('verify', async (_method, path) => (path.endsWith('/0f4a') ? {} : [approval]));
    expect(page()).toBe(
      `${CHANGE}<table><tr><th>Approved by</th><td>Anna &lt;b&gt;, 2026-11-24 08:30:00 UTC</td></tr></table>\n`,
    );
  });

  it.each([
    ['Awaiting <CAB>', 'Awaiting &lt;CAB&gt;'],
    ['', '-4'],
  ])('calls the state as the instance does: %j', async (label, name) => {
    await after('close', () => Promise.reject(new Error('nobody asks')), label);
    expect(page()).toContain(`<tr><th>State</th><td>${name}</td></tr>`);
  });

  it('shows the change even when ServiceNow does not say who decided', async () => {
    await expect(after('verify', () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
    expect(page()).toBe(CHANGE);
  });
});
