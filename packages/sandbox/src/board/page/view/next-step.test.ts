import { expect, it } from 'vitest';
import type { AttemptView, ChangeDetail } from '../../protocol.ts';
import { nextStep } from './next-step.ts';

/** @returns what the board says of a change that was decided, after attempts with these outcomes */
function after(...outcomes: string[]): string {
  const attempts = outcomes.map(
    (outcome, index): AttemptView => ({
      attempt: index + 1,
      started: '2026-01-01 00:00:00',
      finished: '2026-01-01 00:00:30',
      outcome,
      answer: '',
    }),
  );
  const registration = { status: 'due', decision: 'approved', nextAttempt: '2026-01-01 00:01:00', attempts };
  return nextStep({ registrations: [registration] } as unknown as ChangeDetail).text;
}

it('says what becomes of a decision that a MID Server may still send', () => {
  const text =
    'The MID Server may still tell the CI. If it has lost the decision, answer the build in the CI.';
  expect(after('queued')).toBe(text);
  expect(after('queued', 'waits')).toBe(text);
  expect(after('unavailable')).toContain('The CI does not answer');
});
