import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createOutputs } from './outputs.ts';

let volume: string;
beforeEach(() => {
  volume = mkdtempSync(join(tmpdir(), 'change-gate-volume-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(volume, { recursive: true });
});

const OUTPUTS = {
  'change-number': 'CHG0030001',
  'change-sys-id': '0f4a',
  'change-url': 'https://acme/x',
  state: '-4',
  approval: 'requested',
  decision: 'pending',
  reason: 'CHG0030001 is on hold: first\r\nCR_DECISION=approved',
};

/** What the step has exported with these. */
function exported(outputs: Partial<typeof OUTPUTS> = {}): string {
  createOutputs({ CF_VOLUME_PATH: volume, CF_STEP_NAME: 'open_change' }).set({ ...OUTPUTS, ...outputs });
  return readFileSync(join(volume, 'env_vars_to_export'), 'utf8');
}

it('appends one line per output, whatever the value holds', () => {
  expect(exported()).toBe(
    'CR_NUMBER=CHG0030001\nCR_SYSID=0f4a\nCR_URL=https://acme/x\nCR_STATE=-4\nCR_APPROVAL=requested\n' +
      'CR_DECISION=pending\nCR_REASON=CHG0030001 is on hold: first CR_DECISION=approved\n' +
      'change_gate_CF_OUTPUT_URL=https://acme/x\nopen_change_CF_OUTPUT_URL=https://acme/x\n',
  );
});

it('links nothing where there is no change yet', () => {
  expect(exported({ 'change-url': '' })).not.toContain('CF_OUTPUT_URL');
});

it('says that nobody has approved an emergency', () => {
  expect(exported({ decision: 'overridden' })).toContain('\nCR_DECISION=overridden\n');
});

it.each([
  [undefined, ['a', 'WARNING: b', 'ERROR: c']],
  ['warning', ['WARNING: b', 'ERROR: c']],
  ['critical', ['ERROR: c']],
  ['nonsense', ['a', 'WARNING: b', 'ERROR: c']],
])('says as much as LOG_LEVEL %s lets it, and always why it failed', (level, expected) => {
  const said: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text).trimEnd()) > 0);
  const outputs = createOutputs(level === undefined ? {} : { CHANGE_GATE_LOG_LEVEL: level });
  outputs.info('a');
  outputs.warning('b');
  outputs.error('c');
  expect(said).toEqual(expected);
});

const REPORT = {
  version: 1,
  checkedBy: '1.2.3',
  checkedAt: '2026-03-01T12:00:00.000Z',
  instance: 'https://acme.service-now.com',
  ci: 'testci',
  lines: [],
} as const;

it('exports what a check has found in one word, and links the instance, before it annotates the build', async () => {
  const env = {
    CF_VOLUME_PATH: volume,
    CF_BUILD_ID: '60c7bc54',
    CF_BUILD_URL: 'https://g.codefresh.example/build/60c7bc54',
  };
  const reported = createOutputs(env).report?.({
    verdict: 'partly',
    summary: '1 thing could not be seen.',
    markdown: '',
    report: REPORT,
  });
  await expect(reported).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('CF_API_KEY is not set'),
  });
  expect(readFileSync(join(volume, 'env_vars_to_export'), 'utf8')).toBe(
    `CR_CHECKED=partly\nchange_gate_CF_OUTPUT_URL=${REPORT.instance}\n`,
  );
});
