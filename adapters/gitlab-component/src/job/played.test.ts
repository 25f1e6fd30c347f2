import { describe, expect, it } from 'vitest';
import { readInputs } from '../inputs.ts';
import { withCommandOperation } from './command.ts';
import { onlyPlayed } from './played.ts';

const start = (operation: string, env: Readonly<Record<string, string>>) =>
  onlyPlayed(withCommandOperation([operation], readInputs))(env).values.operation;

describe('a job that GitLab has started by itself', () => {
  it('refuses to verify, where it is the gate', () => {
    expect(() => start('verify', { CI_JOB_NAME: 'qa:gate' })).toThrowError(
      expect.objectContaining({
        code: 'GATE_UNSAFE',
        message: expect.stringContaining('qa:gate has started'),
      }),
    );
  });

  it.each(['qa:cancel', 'clean-up'])('refuses to cancel: %s', (job) => {
    expect(() => start('cancel', { CI_JOB_NAME: job })).toThrowError(
      expect.objectContaining({
        code: 'NOT_CANCELABLE',
        message: expect.stringContaining(`gives to ${job}`),
      }),
    );
  });

  it.each([
    ['verify', 'deploy'],
    ['open', 'qa:open'],
    ['close', 'qa:close'],
  ])('does %s in %s', (operation, job) => {
    expect(start(operation, { CI_JOB_NAME: job })).toBe(operation);
  });
});

it.each([
  ['verify', 'qa:gate'],
  ['cancel', 'qa:cancel'],
])('does %s in %s when that was played', (operation, job) => {
  expect(start(operation, { CI_JOB_NAME: job, CI_JOB_MANUAL: 'true' })).toBe(operation);
});
