import { expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../decision.ts';
import { markWithPlace, policyMark } from '../../policy/policy-mark.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { placeWord, refuseOtherPlace } from './place.ts';

const MARK = policyMark(DEFAULT_POLICY);

const at = (place?: string) =>
  ({
    build: { place },
    gate: { name: 'prod', key: 'k' },
    displayName: (name: string) => name.toUpperCase(),
  }) as unknown as OperationContext;

function refusing(left: string | null, place?: string) {
  return () => refuseOtherPlace({ number: 'CHG1', correlationDisplay: left } as Change, at(place));
}

it('has eight hex digits for a place, the same each time, and none for no place', () => {
  expect(placeWord(at('job a'))).toMatch(/^[0-9a-f]{8}$/);
  expect(placeWord(at('job a'))).toBe(placeWord(at('job a')));
  expect(placeWord(at('job a'))).not.toBe(placeWord(at('job b')));
  for (const place of ['', undefined]) expect(placeWord(at(place))).toBe('');
});

it('refuses the change of another place, and names gate, place and input', () => {
  const left = markWithPlace(MARK, placeWord(at('job a')));
  expect(refusing(left, 'job b')).toThrowError(
    expect.objectContaining({
      code: 'GATE_NAME_TAKEN',
      message:
        'Another step of this build has opened CHG1 with GATE-NAME prod, and this one is job b: two deployments under one change. ' +
        'Give each gate of the build a GATE-NAME of its own, the same in all of its steps.',
    }),
  );
});

it.each([
  ['its own', markWithPlace(MARK, placeWord(at('job a'))), 'job a'],
  ['without a place', MARK, 'job a'],
  ['without a mark', '', 'job a'],
  ['with a hidden one', null, 'job a'],
  ['of any place, where this one is not known', markWithPlace(MARK, placeWord(at('job a'))), undefined],
])('takes a change %s', (_which, left, place) => {
  expect(refusing(left, place)).not.toThrow();
});
