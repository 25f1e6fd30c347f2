import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { enterPhase } from './phase.ts';

const folder = mkdtempSync(join(tmpdir(), 'change-gate-phase-'));
const GITHUB_STATE = join(folder, 'state');
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true }));

describe('enterPhase', () => {
  it('runs the step, and leaves word of it', () => {
    writeFileSync(GITHUB_STATE, '');
    vi.stubEnv('GITHUB_STATE', GITHUB_STATE);
    const env = { INPUT_OPERATION: 'open' };
    expect(enterPhase(env)).toBe(env);
    expect(readFileSync(GITHUB_STATE, 'utf8')).toMatch(/^started<<(.+)\r?\ntrue\r?\n\1\r?\n$/);
  });

  it('cancels the change afterwards when it was asked to', () => {
    vi.stubEnv('STATE_started', 'true');
    const env = { INPUT_OPERATION: 'open', 'INPUT_CANCEL-WITH-WORKFLOW': 'true' };
    expect(enterPhase(env)).toEqual({ ...env, INPUT_OPERATION: 'cancel' });
  });

  it.each(['', 'false'])('does nothing afterwards with cancel-with-workflow %j', (value) => {
    vi.stubEnv('STATE_started', 'true');
    expect(enterPhase({ 'INPUT_CANCEL-WITH-WORKFLOW': value })).toBeNull();
  });
});
