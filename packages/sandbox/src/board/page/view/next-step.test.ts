import { expect, it } from 'vitest';
import type { ChangeDetail, RegistrationView } from '../../protocol.ts';
import { nextStep } from './next-step.ts';

const ATTEMPT = { attempt: 1, started: '2026-01-01 00:00:00', finished: '2026-01-01 00:00:30', answer: '' };

/** @returns what the board says of a change in Implement with these registrations */
function said(...registrations: Partial<RegistrationView>[]): string {
  const change = { number: 'CHG1', state: '-1', stateLabel: 'Implement', approvals: [], registrations };
  return nextStep(change as unknown as ChangeDetail).text;
}

/** A decision that is to be delivered, after attempts with these outcomes. */
function after(...outcomes: string[]): Partial<RegistrationView> {
  return {
    status: 'due',
    decision: 'approved',
    nextAttempt: '2026-01-01 00:01:00',
    lastOutcome: outcomes.at(-1) ?? '',
    lastAnswer: 'Globex CI answered 503.',
    attempts: outcomes.map((outcome) => ({ ...ATTEMPT, outcome })),
  };
}

it('says what becomes of a decision that a MID Server may still send', () => {
  const text =
    'The MID Server may still tell the CI. If it has lost the decision, answer the build in the CI.';
  expect(said(after('queued'))).toBe(text);
  expect(said(after('queued', 'waits'))).toBe(text);
});

it.each(['unavailable', 'unanswered', 'not-tried'])(
  'says what stood in the way of one that is %s',
  (outcome) => {
    expect(said(after(outcome))).toBe(
      'Globex CI answered 503. ServiceNow tries again at 00:01:00: mend the CI, or move time forward.',
    );
  },
);

it("ends a CI's words as a sentence", () => {
  expect(said({ ...after('unavailable'), lastAnswer: 'Globex CI answered 401: Unauthorized' })).toMatch(
    /Unauthorized\. ServiceNow tries/,
  );
});

it('says that the CI has been told, before the build shows it', () => {
  expect(said(after())).toBe('The build is approved. ServiceNow is telling the CI.');
  expect(said(after('taken'))).toBe('The build is approved. The CI has been told.');
});

const DENIED = { status: 'delivered', decision: 'denied' };

it.each([
  [DENIED, 'the build was denied'],
  [{ status: 'expired', decision: 'pending' }, 'its deadline has passed'],
  [
    { status: 'expired', decision: 'denied' },
    'the CI could not be told; if the build still waits, answer it in the CI',
  ],
  [{ status: 'ended', decision: 'approved', lastOutcome: 'build-ended' }, 'the build is over in the CI'],
  [
    { status: 'ended', decision: 'denied', lastOutcome: 'already-decided' },
    'the build had its answer in the CI already',
  ],
  [{ status: 'withdrawn', decision: 'pending' }, 'the build no longer waits for it'],
])('says of %o that no pipeline waits any more', (registration, end) => {
  const text = `The change is in Implement. No pipeline waits for it any more: ${end}. Start a new build.`;
  expect(said(registration)).toBe(text);
});

const UNDER_WAY = 'Under way: the pipeline closes it when it has deployed.';

it.each([
  [[{ status: 'delivered', decision: 'approved' }]],
  [[{ status: 'ended', decision: 'approved', lastOutcome: 'already-decided' }]],
  [[DENIED, { status: 'waiting', decision: 'pending' }]],
])('lets %o count', (registrations) => {
  expect(said(...registrations)).toBe(UNDER_WAY);
});
