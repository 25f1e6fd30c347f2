import { describe, expect, it } from 'vitest';
import { afterJob } from './after-job.ts';

describe('afterJob', () => {
  it('cancels the change when the step was asked to', () => {
    const env = { INPUT_OPERATION: 'open', 'INPUT_CANCEL-WITH-WORKFLOW': 'true' };
    expect(afterJob(env)).toEqual({ ...env, INPUT_OPERATION: 'cancel' });
  });

  it.each(['', 'false'])('does nothing with cancel-with-workflow %j', (value) => {
    expect(afterJob({ 'INPUT_CANCEL-WITH-WORKFLOW': value })).toBeNull();
  });
});
