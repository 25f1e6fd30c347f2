import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createOutputs } from './outputs.ts';

const volume = mkdtempSync(join(tmpdir(), 'change-gate-volume-'));
afterEach(() => rmSync(volume, { recursive: true }));

it('appends one line per output, whatever the value holds', () => {
  createOutputs({ CF_VOLUME_PATH: volume }).set({
    'change-number': 'CHG0030001',
    'change-sys-id': '0f4a',
    'change-url': 'https://acme/x',
    state: '-4',
    approval: 'requested',
    decision: 'pending',
    reason: 'CHG0030001 is on hold: first\r\nCR_DECISION=approved',
  });
  expect(readFileSync(join(volume, 'env_vars_to_export'), 'utf8')).toBe(
    'CR_NUMBER=CHG0030001\nCR_SYSID=0f4a\nCR_URL=https://acme/x\nCR_STATE=-4\nCR_APPROVAL=requested\n' +
      'CR_DECISION=pending\nCR_REASON=CHG0030001 is on hold: first CR_DECISION=approved\n',
  );
});
