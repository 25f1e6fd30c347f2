/** Whether what a run leaves, to be sent on, tells anything of where it ran. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** Settings that say nothing of a company. */
const HARMLESS = /^(?:CI|AT_ONCE|DATA|\w+_SECONDS)$/;

/** Names that the sandboxes of the suite hold, beside what the suite is told. */
const HELD = ['globex', 'octocat', 'servicenow-bot', 'impatient', '127.0.0.1', 'localhost', 'Authorization'];

/** @param settings of the suite, without their prefix */
export function expectAnonymous(file: string, settings: Readonly<Record<string, string>>): void {
  const text = readFileSync(file, 'utf8');
  const told = Object.entries(settings).filter(([name, value]) => !HARMLESS.test(name) && value !== '');
  const hosts = told.flatMap(([, value]) => (URL.canParse(value) ? [new URL(value).host] : []));
  expect(hosts.length).toBeGreaterThan(1);
  for (const part of [...told.map(([, value]) => value), ...hosts, ...HELD]) expect(text).not.toContain(part);
}

/** @param transcript holds no number, sys_id, digest or time either */
export function expectNoIds(transcript: string): void {
  expect(readFileSync(transcript, 'utf8')).not.toMatch(/[0-9a-f]{24}|CHG\d|CTASK\d|\b20\d\d-\d\d|\d{7}/i);
}
