import { expect, it } from 'vitest';
import * as GateHttpError from './GateHttpError.ts';

it('is told from every other thing that may be thrown', () => {
  const error = GateHttpError.create(404, 'Not found', 'There is none.');
  expect(error).toBeInstanceOf(Error);
  expect([error.status, error.message, error.detail]).toEqual([404, 'Not found', 'There is none.']);
  expect(GateHttpError.is(error)).toBe(true);
  for (const other of [null, undefined, 'status detail', 7, new Error('no'), { status: 1 }, { detail: '' }])
    expect(GateHttpError.is(other)).toBe(false);
});
