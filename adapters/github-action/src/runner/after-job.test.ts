import { describe, expect, it } from 'vitest';
import { afterJob } from './after-job.ts';

const JOB = { GITHUB_RUN_ID: '4242', GITHUB_RUN_ATTEMPT: '1', GITHUB_JOB: 'deploy' };
const OPEN = { ...JOB, INPUT_OPERATION: 'open', 'INPUT_CANCEL-WITH-WORKFLOW': 'true' };
const VERIFY = { ...JOB, INPUT_OPERATION: 'verify', 'INPUT_JOB-STATUS': 'failure' };
const VERIFIED = { CHANGE_GATE_VERIFIED: '4242/1/deploy,gate::,CHG0030001,0f4a' };
const CLOSED = { CHANGE_GATE_CLOSED: '4242/1/deploy,gate::,CHG0030001,0f4a' };

function after(env: Record<string, string>) {
  const warnings: string[] = [];
  return { runs: afterJob(env, (line) => warnings.push(line)), warnings };
}

describe('afterJob', () => {
  it('cancels the change of a cancelled job when the step was asked to', () => {
    const env = { ...OPEN, ...VERIFIED, 'INPUT_JOB-STATUS': 'cancelled' };
    expect(after(env)).toEqual({ runs: { ...env, INPUT_OPERATION: 'cancel' }, warnings: [] });
    const wait = { ...env, INPUT_OPERATION: 'wait' };
    expect(after(wait)).toEqual({ runs: { ...wait, INPUT_OPERATION: 'cancel' }, warnings: [] });
  });

  it.each([
    ['that was not cancelled', { ...OPEN, 'INPUT_JOB-STATUS': 'failure' }],
    ['whose status is not known', { ...OPEN, 'INPUT_JOB-STATUS': '' }],
    [
      'of which it was not asked',
      { ...OPEN, 'INPUT_JOB-STATUS': 'cancelled', 'INPUT_CANCEL-WITH-WORKFLOW': '' },
    ],
    ['that has closed the change itself', { ...OPEN, ...CLOSED, 'INPUT_JOB-STATUS': 'cancelled' }],
  ])('does nothing with the change of a job %s', (_which, env) => {
    expect(after(env)).toEqual({ runs: null, warnings: [] });
  });

  it('says that the job has closed no change that it has verified', () => {
    expect(after({ ...VERIFY, ...VERIFIED })).toEqual({
      runs: null,
      warnings: [expect.stringMatching(/^This job has verified CHG0030001, has not ended well, and no step/)],
    });
  });

  describe('after a close in a composite action that saw nothing fail', () => {
    const CLOSE = {
      ...VERIFY,
      INPUT_OPERATION: 'close',
      INPUT_OUTCOME: 'this job: success,failure',
      GITHUB_ACTION_PATH: '/globex/change',
      CHANGE_GATE_CLOSED: '4242/1/deploy,gate::,CHG0030001,0f4a,successful',
    };

    it('says that the record may be wrong', () => {
      expect(after(CLOSE)).toEqual({
        runs: null,
        warnings: [expect.stringMatching(/^CHG0030001 is closed as successful, and this job has not ended/)],
      });
    });

    it.each([
      ['the step was told the outcome', { INPUT_OUTCOME: 'success' }],
      ['it stands in the job itself', { GITHUB_ACTION_PATH: '' }],
      [
        'it has closed nothing',
        { CHANGE_GATE_CLOSED: '4242/1/deploy,gate:other:,CHG0030001,0f4a,successful' },
      ],
      ['it is closed so', { CHANGE_GATE_CLOSED: '4242/1/deploy,gate::,CHG0030001,0f4a,unsuccessful' }],
    ])('says nothing where %s', (_why, env) => {
      expect(after({ ...CLOSE, ...env })).toEqual({ runs: null, warnings: [] });
    });
  });

  it.each([
    ['it has verified nothing', {}],
    ['it has closed it', { ...VERIFIED, ...CLOSED }],
    ['another job has verified it', { ...VERIFIED, GITHUB_JOB: 'publish' }],
    ['it has verified another gate alone', { ...VERIFIED, 'INPUT_GATE-NAME': 'staging' }],
    ['the step has only opened it', { ...VERIFIED, INPUT_OPERATION: 'open' }],
  ])('says nothing where %s', (_why, env) => {
    expect(after({ ...VERIFY, ...env })).toEqual({ runs: null, warnings: [] });
  });
});
