import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompletedOperation } from '@change-gate/core';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { writeSummary } from './summary.ts';

const folder = mkdtempSync(join(tmpdir(), 'change-gate-summary-'));
const FILE = join(folder, 'summary');
beforeEach(() => writeFileSync(FILE, ''));
afterAll(() => rmSync(folder, { recursive: true }));

function after(
  change: Partial<CompletedOperation['change']> = {},
  outputs: Partial<CompletedOperation['outputs']> = {},
) {
  const operation = {
    operation: 'verify',
    gate: 'change',
    change: { stateLabel: 'Assess', ...change } as CompletedOperation['change'],
    outputs: {
      'change-number': 'CHG0030001',
      'change-sys-id': '0f4a',
      'change-url': 'https://acme.service-now.com/x?a=1&b=2',
      state: '-4',
      approval: '',
      decision: 'pending',
      reason: 'CHG0030001 is on hold: <img src=x>\ndecision=approved',
      ...outputs,
    },
    client: {
      instanceUrl: 'https://acme.service-now.com',
      request: () => Promise.reject(new Error('The summary asks ServiceNow nothing')),
    },
  } as const;
  writeSummary(operation, FILE);
}

const page = () => readFileSync(FILE, 'utf8');

describe('writeSummary', () => {
  it('shows the change, whatever its texts hold', () => {
    after({
      plannedStart: '2026-11-24 20:00:00',
      plannedEnd: '2026-11-24 22:00:00',
      workStart: '2026-11-24 20:05:00',
      workEnd: '2026-11-24 21:00:00',
    });
    expect(page()).toBe(
      '<h3>ServiceNow change <a href="https://acme.service-now.com/x?a=1&amp;b=2">CHG0030001</a></h3>\n' +
        '<table><tr><th>Decision</th><td>pending</td></tr>' +
        '<tr><th>Why</th><td>CHG0030001 is on hold: &lt;img src=x&gt; decision=approved</td></tr>' +
        '<tr><th>State</th><td>Assess</td></tr>' +
        '<tr><th>Planned window</th><td>2026-11-24 20:00:00 to 2026-11-24 22:00:00 UTC</td></tr>' +
        '<tr><th>Work started</th><td>2026-11-24 20:05:00 UTC</td></tr>' +
        '<tr><th>Work ended</th><td>2026-11-24 21:00:00 UTC</td></tr></table>\n',
    );
  });

  it('shows the evidence, what to go back to, and whether people have shared the work', () => {
    const outputs = {
      evidence: '412 tests, 0 failed',
      'rollback-to': 'CHG0030000',
      separation: 'separate',
    };
    after({}, outputs);
    expect(page()).toContain(
      '<tr><th>Evidence</th><td>412 tests, 0 failed</td></tr><tr><th>Back to</th><td>CHG0030000</td></tr>' +
        '<tr><th>Separation of duties</th><td>separate</td></tr>',
    );
  });

  it('links nothing where there is no change yet', () => {
    const none = { 'change-number': '', 'change-sys-id': '', 'change-url': '', state: '' };
    after({ stateLabel: '' }, { ...none, reason: 'No change yet: the record is kept' });
    expect(page()).toBe(
      '<h3>No ServiceNow change yet</h3>\n<table><tr><th>Decision</th><td>pending</td></tr>' +
        '<tr><th>Why</th><td>No change yet: the record is kept</td></tr></table>\n',
    );
  });

  it.each(['approved', 'overridden'])('says the decision as it is: %s', (decision) => {
    after({}, { decision });
    expect(page()).toContain(`<tr><th>Decision</th><td>${decision}</td></tr>`);
  });

  it('leaves out the times that are not known', () => {
    after({ plannedStart: '', plannedEnd: null, workStart: null, workEnd: '' });
    expect(page()).toContain('<tr><th>State</th><td>Assess</td></tr></table>');
  });

  it.each([
    ['Awaiting <CAB>', 'Awaiting &lt;CAB&gt;'],
    ['', '-4'],
  ])('calls the state as the instance does: %j', (stateLabel, name) => {
    after({ stateLabel });
    expect(page()).toContain(`<tr><th>State</th><td>${name}</td></tr>`);
  });
});
