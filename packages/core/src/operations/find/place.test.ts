import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../decision.ts';
import { markWithPlace, NOWHERE, policyMark } from '../../policy/policy-mark.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { placeOf, refuseOtherEnvironment, refuseOtherPlace } from './place.ts';

const MARK = policyMark(DEFAULT_POLICY);

const at = (place?: string, environment?: string) =>
  ({
    build: { place, environment },
    gate: { name: 'prod', key: 'k' },
    displayName: (name: string) => name.toUpperCase(),
  }) as unknown as OperationContext;

function refusing(left: string | null, place?: string) {
  return () => refuseOtherPlace({ number: 'CHG1', correlationDisplay: left } as Change, at(place));
}

const leftAt = (place: string, environment?: string) => markWithPlace(MARK, placeOf(at(place, environment)));

it('has eight hex digits for a place, the same each time, and none for no place', () => {
  expect(placeOf(at('job a')).digest).toMatch(/^[0-9a-f]{8}$/);
  expect(placeOf(at('job a'))).toEqual(placeOf(at('job a')));
  expect(placeOf(at('job a')).digest).not.toBe(placeOf(at('job b')).digest);
  for (const place of ['', undefined]) expect(placeOf(at(place, 'qa'))).toEqual(NOWHERE);
});

it('refuses the change of another place, and names gate, place and input', () => {
  const left = leftAt('job a');
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
  ['its own', leftAt('job a'), 'job a'],
  ['without a place', MARK, 'job a'],
  ['without a mark', '', 'job a'],
  ['with a hidden one', null, 'job a'],
  ['of any place, where this one is not known', leftAt('job a'), undefined],
])('takes a change %s', (_which, left, place) => {
  expect(refusing(left, place)).not.toThrow();
});

describe('the change of another environment', () => {
  const refusingAt = (left: string | null, environment?: string) => () =>
    refuseOtherEnvironment({ number: 'CHG1', correlationDisplay: left } as Change, at('job b', environment));

  it('is refused in any step of a gate, and both are named', () => {
    const words = {
      code: 'GATE_NAME_TAKEN',
      message:
        'CHG1 was opened for environment staging, and this step, with GATE-NAME prod, is for environment production: two deployments under one change. ' +
        'Give each gate of the build a GATE-NAME of its own, the same in all of its steps.',
    };
    const left = leftAt('job a', 'staging');
    expect(refusingAt(left, 'production')).toThrowError(expect.objectContaining(words));
    const opening = () =>
      refuseOtherPlace({ number: 'CHG1', correlationDisplay: left } as Change, at('job b', 'production'));
    expect(opening).toThrowError(expect.objectContaining(words));
  });

  it.each([
    ['its own', leftAt('job a', 'staging'), 'staging'],
    ['of none', leftAt('job a'), 'staging'],
    ['without a mark', '', 'staging'],
    ['with a hidden one', null, 'staging'],
    ['of any, where this one is not known', leftAt('job a', 'staging'), undefined],
  ])('is not that of %s', (_which, left, environment) => {
    expect(refusingAt(left, environment)).not.toThrow();
  });
});
