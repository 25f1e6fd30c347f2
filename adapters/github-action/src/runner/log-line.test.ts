import { describe, expect, it } from 'vitest';
import { escapeLogLine } from './log-line.ts';

describe('plain', () => {
  it.each([
    [
      'CHG0030001 is on hold: first\n::set-output name=decision::approved',
      'CHG0030001 is on hold: first ::set-output name=decision::approved',
    ],
    ['  ::add-mask::a', ': :add-mask::a'],
    ['on hold: ##[error]no', 'on hold: ## [error]no'],
    ['https://acme.service-now.com/x::y', 'https://acme.service-now.com/x::y'],
  ])('says %j so that the runner takes it for no command', (text, line) => {
    expect(escapeLogLine(text)).toBe(line);
  });
});
