import { expect, it } from 'vitest';
import type { Change } from '../servicenow/change.ts';
import { holdWords } from './hold-words.ts';

it.each([
  [false, '', ''],
  [false, 'an old reason', ''],
  [true, '', 'It is on hold.'],
  [true, 'Freeze', 'It is on hold: Freeze.'],
])('on hold %j for %j: %j', (onHold, onHoldReason, words) => {
  expect(holdWords({ onHold, onHoldReason } as Change)).toBe(words);
});
