import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { EOL, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createOutputs } from './outputs.ts';

const folder = mkdtempSync(join(tmpdir(), 'change-gate-outputs-'));
const GITHUB_OUTPUT = join(folder, 'output');
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the log', () => {
  it('keeps every word on the line of its own command', () => {
    const written: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    const outputs = createOutputs({});
    outputs.mask('first\nsecond');
    outputs.info('::error::on hold:\n##[error]no');
    outputs.warning('100%\n::error::no');
    outputs.error('on hold\r\n::set-output name=decision::approved');
    expect(written).toEqual([
      `::add-mask::first%0Asecond${EOL}`,
      `: :error::on hold: ## [error]no${EOL}`,
      `::warning title=Change Gate::100%25%0A::error::no${EOL}`,
      `::error title=Change Gate::on hold%0D%0A::set-output name=decision::approved${EOL}`,
    ]);
  });
});

describe('set', () => {
  it('sets every output, whatever it holds', () => {
    writeFileSync(GITHUB_OUTPUT, '');
    vi.stubEnv('GITHUB_OUTPUT', GITHUB_OUTPUT);
    const values = {
      'change-number': 'CHG0030001',
      'change-sys-id': '0f4a',
      'change-url': 'https://acme.service-now.com/x?a=1&b=2',
      state: '-4',
      approval: 'requested',
      decision: 'pending',
      reason: 'CHG0030001 is on hold: <img src=x>\ndecision=approved',
    } as const;
    createOutputs({}).set(values);
    const entries = readFileSync(GITHUB_OUTPUT, 'utf8').matchAll(/(.+)<<(.+)\r?\n([\s\S]*?)\r?\n\2\r?\n/g);
    expect([...entries].map(([, name, , value]) => [name, value])).toEqual(Object.entries(values));
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

describe('the report of a check', () => {
  it("stands on the run's page, and is an output in one word", async () => {
    const GITHUB_STEP_SUMMARY = join(folder, 'summary');
    writeFileSync(GITHUB_OUTPUT, '');
    vi.stubEnv('GITHUB_OUTPUT', GITHUB_OUTPUT);
    const check = {
      verdict: 'breaks',
      summary: '1 thing',
      markdown: '<h3>x</h3>\n',
      report: REPORT,
    } as const;
    await createOutputs({ GITHUB_STEP_SUMMARY }).report?.(check);
    await createOutputs({}).report?.(check);
    expect(readFileSync(GITHUB_STEP_SUMMARY, 'utf8')).toBe('<h3>x</h3>\n');
    expect(readFileSync(GITHUB_OUTPUT, 'utf8')).toMatch(/^checked<<.+\nbreaks\n/);
  });
});
