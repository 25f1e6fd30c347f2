import { expect, it } from 'vitest';
import { ALIAS_PATTERN, CHANGE_NUMBER_PATTERN, PROCEED_STATE_PATTERN, TOKEN_PATTERN } from './contract.ts';

it.each([
  [
    'a token',
    TOKEN_PATTERN,
    ['!', '~', 'a.b-c', 'x'.repeat(2000)],
    ['', 'a b', 'ä', 'a\n', 'x'.repeat(2001)],
  ],
  [
    'an alias',
    ALIAS_PATTERN,
    ['ci', 'CI_1.x-y', 'x'.repeat(100)],
    ['', 'a b', 'a/b', ' ci', 'ci ', 'x'.repeat(101)],
  ],
  [
    'a proceed state',
    PROCEED_STATE_PATTERN,
    ['-1', '0', '999999', 'model'],
    ['', '-', '1000000', '--1', '1a', 'a1', 'models', 'remodel', 'Model'],
  ],
  [
    'a number',
    CHANGE_NUMBER_PATTERN,
    ['CHG1', 'C0030001'],
    ['', 'CHG', '1', 'chg1', '^CHG1', 'CHG1 ', ' CHG1', 'C1^'],
  ],
])('the contract takes as %s what the app takes, whole', (_what, pattern, taken, refused) => {
  for (const text of taken) expect(text).toMatch(pattern);
  for (const text of refused) expect(text).not.toMatch(pattern);
});
