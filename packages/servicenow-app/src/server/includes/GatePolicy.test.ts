import { POLICY_ENTRIES } from '@change-gate/core/policy';
import { describe, expect, it } from 'vitest';
import * as GatePolicy from './GatePolicy.ts';
import * as GateRequest from './GateRequest.ts';

const REGISTRATION = {
  change: { number: 'CHG0030001', sys_id: '0'.repeat(32) },
  build: { id: '1', url: 'https://ci.example.com/build/1' },
  ci: 'codefresh',
  server: 'https://ci.example.com/api',
  target: { gate: 'wait', build_id: 'a'.repeat(24) },
  credential: { token: 'secret.token' },
  key: 'codefresh:1:wait',
};
const POLICY = { proceed_states: ['-2', '-1'], conflict: 'ignore', window: 'ignore', deadline: '' };

/** A registration's row, as far as its columns are set and read. */
function row(columns: Readonly<Record<string, string>> = {}): GlideRecord {
  const values = new Map(Object.entries(columns));
  return {
    getValue: (name: string) => values.get(name) || null,
    setValue: (name: string, value: string) => values.set(name, value),
  } as unknown as GlideRecord;
}

/** What the decision is given of a registration that asked for this. */
function stored(policy: Readonly<Record<string, unknown>>) {
  const registration = row();
  GatePolicy.set(registration, GateRequest.parse({ ...REGISTRATION, policy }).policy);
  return GatePolicy.read(registration);
}

const CHOICES = POLICY_ENTRIES.flatMap((field) =>
  field.kind === 'choice' ? Object.keys(field.choices).map((choice) => ({ ...field, choice })) : [],
);

describe('the policy of a registration', () => {
  it('is the same after a request, its columns and back', () => {
    expect(stored({ ...POLICY, deadline: '2026-01-01 00:00:00' })).toMatchObject({
      proceedStates: ['-2', '-1'],
      conflict: 'ignore',
      window: 'ignore',
      deadline: '2026-01-01 00:00:00',
      onDeadline: 'deny',
    });
  });

  it.each(CHOICES)('has $column $choice', ({ name, column, choice }) => {
    expect(stored({ ...POLICY, [column]: choice })[name]).toBe(choice);
  });

  it.each(CHOICES.filter(({ optional, choice, default: byDefault }) => optional && choice === byDefault))(
    'has $column $choice where it was left out, or the row is from before the column',
    ({ name, choice }) => {
      expect(stored(POLICY)[name]).toBe(choice);
      expect(GatePolicy.read(row({ proceed_states: '-1' }))[name]).toBe(choice);
    },
  );
});
