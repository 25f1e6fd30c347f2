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
    '${{ needs.deploy.result }}',
  ])('is refused as %j', (text) => {
    const { success, error } = outcome.safeParse(text);
    expect(success).toBe(false);
    expect(error?.issues[0]?.message).toBe(
      `is ${JSON.stringify(text)}, which is none of success, failure, cancelled, skipped`,
    );
  });
});
