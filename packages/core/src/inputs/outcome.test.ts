import { describe, expect, it } from 'vitest';
import { outcome } from './outcome.ts';

describe('an outcome', () => {
  it.each([
    ['success', ['success', 'SUCCESS', ' success\n', 'successful', 'Succeeded', 'passed']],
    ['failure', ['failure', 'FAILURE', 'failed', 'Error']],
    ['cancelled', ['cancelled', 'canceled', 'ABORTED', 'terminated']],
    ['skipped', ['skipped', 'NOT_BUILT']],
  ])('%s is known by the words of every CI', (meaning, words) => {
    for (const word of words) expect(outcome.parse(word), word).toBe(meaning);
  });

  it.each([
    ['success,success', 'success'],
    ['success, skipped', 'partial'],
    ['skipped,skipped', 'skipped'],
    ['skipped,cancelled,success', 'cancelled'],
    ['cancelled,failure,skipped', 'failure'],
  ])('of several jobs is the worst: %s', (text, worst) => {
    expect(outcome.parse(text)).toBe(worst);
  });

  it.each([undefined, '', '  '])('is not known from %j', (nothing) => {
    expect(outcome.parse(nothing)).toBeUndefined();
  });

  it.each([
    'UNSTABLE',
    'unsuccessful',
    'not successful',
    'true',
    '0',
    'neutral',
    ',',
    'success,',
    'success,neutral',
    '${{ needs.deploy.result }}',
  ])('is refused as %j', (text) => {
    const { success, error } = outcome.safeParse(text);
    expect(success).toBe(false);
    expect(error?.issues[0]?.message).toBe(
      `is ${JSON.stringify(text)}, which is none of success, failure, cancelled, skipped`,
    );
  });
});
