import { expect, it } from 'vitest';
import { GateError } from './errors.ts';

it('says what happened and then what to do, and tells both apart', () => {
  const error = new GateError('GATE_UNSAFE', 'There is no gate.', { remedy: 'Add one. Or stop here.' });
  expect(error).toMatchObject({ what: 'There is no gate.', remedy: 'Add one. Or stop here.' });
  expect(error.message).toBe('There is no gate. Add one. Or stop here.');
});

it('says what happened alone where nobody knows what to do', () => {
  const error = new GateError('NOT_ACCEPTED', 'The instance did not accept the request.');
  expect(error).toMatchObject({ message: error.what, remedy: undefined });
});
