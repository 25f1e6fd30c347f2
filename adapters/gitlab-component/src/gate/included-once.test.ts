import { expect, it } from 'vitest';
import { checkIncludedOnce } from './included-once.ts';

const check = (variables: unknown) =>
  checkIncludedOnce('qa', { jobs: [], stages: [], keywords: { '.qa:includes': { variables } } });

it('is content with one include, and where GitLab does not show it', () => {
  expect(() => check({ 'change $A': 'included' })).not.toThrow();
  expect(() => check(undefined)).not.toThrow();
  expect(() => checkIncludedOnce('qa', { jobs: [], stages: [], keywords: {} })).not.toThrow();
});

it('refuses two of the same prefix', () => {
  expect(() => check({ 'change $A': 'included', 'change $B': 'included' })).toThrowError(
    expect.objectContaining({
      code: 'GATE_UNSAFE',
      message: expect.stringContaining('included 2 times with the job-prefix qa'),
    }),
  );
});
