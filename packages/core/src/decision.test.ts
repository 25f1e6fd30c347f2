import { describe, expect, it } from 'vitest';
import { BASE_CHANGE, DECISION_CASES, NOW } from './decision.cases.ts';
import { DEFAULT_POLICY, decide } from './decision.ts';

describe('decide', () => {
  it.each(DECISION_CASES)('$name', ({ change, policy, decision, reason }) => {
    const snapshot = change && { ...BASE_CHANGE, ...change };
    expect(decide(snapshot, { ...DEFAULT_POLICY, ...policy }, NOW)).toEqual({ decision, reason });
  });
});
