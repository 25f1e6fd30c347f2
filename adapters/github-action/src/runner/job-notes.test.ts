import { describe, expect, it } from 'vitest';
import { readInputs } from '../inputs.ts';

const JOB = { GITHUB_RUN_ID: '4242', GITHUB_RUN_ATTEMPT: '1', GITHUB_JOB: 'deploy' };

const outcomeOf = (outcome: string, env: Record<string, string> = {}) =>
  readInputs({ INPUT_OUTCOME: outcome, ...JOB, ...env }).values.outcome;

const GATE = { CHANGE_GATE_VERIFIED: '4242/1/deploy,gate::' };

describe('the outcome of', () => {
  it('a job that has verified its change is how the job stands', () => {
    expect(outcomeOf('this job: failure', GATE)).toBe('failure');
  });

  it('a job that has verified nothing is not known', () => {
    expect(outcomeOf('this job: success')).toBeUndefined();
    expect(outcomeOf('this job: success', { CHANGE_GATE_VERIFIED: '' })).toBeUndefined();
  });

  it.each([
    { GITHUB_JOB: 'close' },
    { GITHUB_RUN_ATTEMPT: '2' },
    { GITHUB_RUN_ID: '4243' },
    { CHANGE_GATE_VERIFIED: 'gate::' },
  ])('a job that has only got the word of another one is not known: %j', (env) => {
    expect(outcomeOf('this job: success', { ...GATE, ...env })).toBeUndefined();
  });

  it('another job is what was given, whatever this one verified', () => {
    expect(outcomeOf('failure', GATE)).toBe('failure');
    expect(outcomeOf('success')).toBe('success');
  });

  it('another change than the one that this job has verified is not known', () => {
    const env = { CHANGE_GATE_VERIFIED: '4242/1/deploy,gate:staging:,CHG0030001,0123' };
    const named = (name: string, value: string) =>
      outcomeOf('this job: success', { ...env, [`INPUT_${name}`]: value });
    for (const [name, value] of [
      ['GATE-NAME', 'staging'],
      ['ENVIRONMENT', 'Staging'],
      ['CHANGE-NUMBER', 'CHG0030001'],
      ['CHANGE-SYS-ID', '0123'],
    ] as const) {
      expect(named(name, value)).toBe('success');
      expect(named(name, `${value}4`)).toBeUndefined();
    }
    expect(named('RUN-ID', '7')).toBeUndefined();
    expect(outcomeOf('this job: success', env)).toBeUndefined();
  });

  describe('a step of an action within an action', () => {
    const at = (step: string, action: string) => ({ GITHUB_ACTION: step, GITHUB_ACTION_PATH: action });
    const verifiedAt = (step: string, action: string) => ({
      CHANGE_GATE_VERIFIED: `4242/1/deploy,gate::,CHG0030001,0123,at%20${step}=${encodeURIComponent(action)}`,
    });

    it.each([
      ['of the action that has verified', verifiedAt('release', '/a'), at('release', '/a'), 'success'],
      ['after a verify of the job', verifiedAt('verify', ''), at('close', '/close'), 'success'],
      ['of the job after a verify in an action', verifiedAt('gate', '/gate'), at('close', ''), 'success'],
      [
        'beside the action that has verified',
        verifiedAt('release', '/gate'),
        at('release', '/close'),
        undefined,
      ],
      [
        'within the action that has verified',
        verifiedAt('release', '/a,='),
        at('release', '/close'),
        undefined,
      ],
    ])('%s', (_where, verified, close, believed) => {
      expect(outcomeOf('this job: success,success', { ...verified, ...close })?.split(',')[0]).toBe(believed);
      // Whatever else has failed, this is known.
      expect(outcomeOf('this job: failure,success', { ...verified, ...close })).toBe('failure,success');
    });
  });

  it('a misspelt expression is not known', () => {
    expect(outcomeOf('', GATE)).toBeUndefined();
  });
});
