import { expect, it } from 'vitest';
import { checkCallbackToken } from './callback-token.ts';

it.each([
  ['environment', 'github_pat_11AAAAAAA0machineuser'],
  ['dispatch', 'ghp_machineuser'],
  ['environment', undefined],
  ['protection-rule', undefined],
] as const)('%s takes %s', (way, token) => {
  expect(() => checkCallbackToken(way, token, 'ghs_job')).not.toThrow();
});

it.each([
  ['environment', 'ghs_job', /ends with this job.*ServiceNow calls\. Give a personal/],
  ['environment', 'ghs_123456_eyJhbGciOi.of.any.length', /ends after an hour/],
  ['dispatch', 'job-token-of-a-future-form', /ends with this job.*GitHub App.*by callback-alias, or give/],
  ['protection-rule', 'ghp_machineuser', /Only the GitHub App.*callback-alias/],
] as const)('%s refuses %s, and says why', (way, token, reason) => {
  const check = () => checkCallbackToken(way, token, 'job-token-of-a-future-form');
  expect(check).toThrowError(reason);
  expect(check).toThrowError(expect.objectContaining({ code: 'CALLBACK_TOKEN_UNUSABLE' }));
});
