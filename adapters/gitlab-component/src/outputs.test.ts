import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createOutputs } from './outputs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'change-gate-outputs-'));
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const OUTPUTS = {
  'change-number': 'CHG0030001',
  'change-sys-id': '0f4a',
  'change-url': 'https://acme/x',
  state: '-4',
  approval: 'not requested',
  decision: 'pending',
  reason: 'CHG0030001 is on hold: zurück\r\nCHANGE_DECISION=approved "$(id)"',
};

it('writes one dotenv line per output, in a form that GitLab takes, whatever the value holds', () => {
  createOutputs({}).set(OUTPUTS);
  expect(readFileSync(join(folder, 'change-gate.env'), 'utf8')).toBe(
    'CHANGE_NUMBER=CHG0030001\nCHANGE_SYS_ID=0f4a\nCHANGE_URL=https://acme/x\nCHANGE_STATE=-4\n' +
      'CHANGE_APPROVAL=not_requested\nCHANGE_DECISION=pending\n' +
      'CHANGE_REASON=CHG0030001_is_on_hold:_zurück_CHANGE_DECISION=approved_"$(id)"\n',
  );
});

it('says that nobody has approved an emergency', () => {
  createOutputs({}).set({ ...OUTPUTS, decision: 'overridden' });
  expect(readFileSync(join(folder, 'change-gate.env'), 'utf8')).toContain('\nCHANGE_DECISION=overridden\n');
});

it('stays within the size that GitLab takes', () => {
  createOutputs({}).set({ ...OUTPUTS, reason: '変'.repeat(10_000) });
  expect(readFileSync(join(folder, 'change-gate.env')).byteLength).toBeLessThan(5 * 1024);
});

it('links the change on the job page', () => {
  createOutputs({}).set(OUTPUTS);
  expect(JSON.parse(readFileSync(join(folder, 'change-gate.json'), 'utf8'))).toEqual({
    ServiceNow: [{ external_link: { label: OUTPUTS.reason, url: 'https://acme/x' } }],
  });
});

it('links nothing where there is no change yet', () => {
  createOutputs({}).set({ ...OUTPUTS, 'change-url': '' });
  expect(readFileSync(join(folder, 'change-gate.json'), 'utf8')).toBe('{}');
});

it('says the evidence on the job page too', () => {
  createOutputs({}).set({ ...OUTPUTS, evidence: '412 tests, 0 failed' });
  expect(readFileSync(join(folder, 'change-gate.env'), 'utf8')).toContain(
    'CHANGE_EVIDENCE=412_tests,_0_failed\n',
  );
  expect(JSON.parse(readFileSync(join(folder, 'change-gate.json'), 'utf8')).ServiceNow).toContainEqual({
    external_link: { label: '412 tests, 0 failed', url: 'https://acme/x' },
  });
});

const REPORT = {
  version: 1,
  checkedBy: '1.2.3',
  checkedAt: '2026-03-01T12:00:00.000Z',
  instance: 'https://acme.service-now.com',
  ci: 'testci',
  lines: [],
} as const;

it('links what a check has found to the instance, and tells later jobs in one word', async () => {
  const summary = '1 thing would break this configuration.';
  await createOutputs({}).report?.({ verdict: 'breaks', summary, markdown: '', report: REPORT });
  expect(readFileSync(join(folder, 'change-gate.env'), 'utf8')).toBe('CHANGE_CHECKED=breaks\n');
  expect(JSON.parse(readFileSync(join(folder, 'change-gate.json'), 'utf8'))).toEqual({
    ServiceNow: [{ external_link: { label: summary, url: REPORT.instance } }],
  });
});
