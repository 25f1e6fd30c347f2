import { describe, expect, it } from 'vitest';
import { readInputs } from '../inputs.ts';

const outcomeOf = (outcome: string, env: Record<string, string> = {}) =>
  readInputs({ INPUT_OUTCOME: outcome, ...env }).values.outcome;

describe('the outcome of', () => {
  it('a job that has verified its change is how the job stands', () => {
    expect(outcomeOf('this job: failure', { CHANGE_GATE_VERIFIED: 'gate::' })).toBe('failure');
  });

  it('a job that has verified nothing is not known', () => {
    expect(outcomeOf('this job: success')).toBeUndefined();
    expect(outcomeOf('this job: success', { CHANGE_GATE_VERIFIED: '' })).toBeUndefined();
  });

  it('another job is what was given, whatever this one verified', () => {
    expect(outcomeOf('failure', { CHANGE_GATE_VERIFIED: 'gate::' })).toBe('failure');
    expect(outcomeOf('success')).toBe('success');
  });

  it('another change than the one that this job has verified is not known', () => {
    const env = { CHANGE_GATE_VERIFIED: 'gate:staging:,CHG0030001,0123' };
    const named = (name: string, value: string) =>
      outcomeOf('this job: success', { ...env, [`INPUT_${name}`]: value });
    for (const [name, value] of [
      ['GATE-NAME', 'staging'],
      ['CHANGE-NUMBER', 'CHG0030001'],
      ['CHANGE-SYS-ID', '0123'],
    ] as const) {
      expect(named(name, value)).toBe('success');
      expect(named(name, `${value}4`)).toBeUndefined();
    }
    expect(named('RUN-ID', '7')).toBeUndefined();
    expect(outcomeOf('this job: success', env)).toBeUndefined();
  });

  it('a misspelt expression is not known', () => {
    expect(outcomeOf('', { CHANGE_GATE_VERIFIED: 'gate::' })).toBeUndefined();
  });
});
