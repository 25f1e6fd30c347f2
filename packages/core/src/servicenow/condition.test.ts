import { expect, it } from 'vitest';
import { type Known, meets } from './condition.ts';

const KNOWN: Readonly<Record<string, Known>> = {
  type: { value: 'normal' },
  state: { value: '-5' },
  justification: { value: '' },
  assignment_group: 'filled',
};

it.each([
  ['', true],
  ['^EQ', true],
  ['type=normal^EQ', true],
  ['type=emergency', false],
  ['type!=emergency', true],
  ['stateIN-5,-4', true],
  ['stateNOT IN-5,-4', false],
  ['justificationISEMPTY', true],
  ['justification=', true],
  ['assignment_groupISNOTEMPTY', true],
  ['assignment_group=', false],
  ['type=normal^state=-5', true],
  ['type=normal^state=0', false],
  ['type=normal^state=0^ORstate=-5', true],
  ['type=emergency^NQstate=-5', true],
  ['type=emergency^NQstate=0', false],
  // Nobody knows whether an instance takes these for the same.
  ['type=Normal', undefined],
  ['type!=Normal', undefined],
  // Nothing is known of the value, or of the operator.
  ['assignment_group=d625dccec0a8016700a222a0f7900d06', undefined],
  ['risk=2', undefined],
  ['risk=2^type=emergency', false],
  ['risk=2^type=normal', undefined],
  ['risk=2^ORtype=normal', true],
  ['risk=2^NQtype=normal', true],
  ['typeSTARTSWITHnor', undefined],
  ['opened_by=javascript:gs.getUserID()', undefined],
  ['type=normal^ORDERBYnumber', undefined],
  ['assignment_group.name=Network', undefined],
])('a new normal change meets "%s": %s', (query, expected) => {
  expect(meets(query, (column) => KNOWN[column])).toBe(expected);
});
