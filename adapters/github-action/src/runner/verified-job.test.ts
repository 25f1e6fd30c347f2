import { describe, expect, it } from 'vitest';
import { readInputs } from '../inputs.ts';

const outcomeOf = (outcome: string, env: Record<string, string> = {}) =>
  readInputs({ INPUT_OUTCOME: outcome, ...env }).values.outcome;

describe('the outcome of', () => {
  it('a job that has verified its change is how the job stands', () => {
    expect(outcomeOf('this job: failure', { CHANGE_GATE_VERIFIED: 'true' })).toBe('failure');
  });

  it('a job that has verified nothing is not known', () => {
    expect(outcomeOf('this job: success')).toBeUndefined();
    expect(outcomeOf('this job: success', { CHANGE_GATE_VERIFIED: '' })).toBeUndefined();
  });

  it('another job is what was given, whatever this one verified', () => {
    expect(outcomeOf('failure', { CHANGE_GATE_VERIFIED: 'true' })).toBe('failure');
    expect(outcomeOf('success')).toBe('success');
  });

  it('a misspelt expression is not known', () => {
    expect(outcomeOf('', { CHANGE_GATE_VERIFIED: 'true' })).toBeUndefined();
  });
});
