import { expect, it } from 'vitest';
import { readInputs } from '../inputs.ts';
import { withCommandOperation } from './command.ts';

const operation = (args: readonly string[], variable?: string) =>
  withCommandOperation(args, readInputs)({ CHANGE_GATE_OPERATION: variable, CHANGE_GATE_GATE_NAME: 'change' })
    .values;

it('takes the operation from the command', () => {
  expect(operation(['verify'])).toEqual({ operation: 'verify', 'gate-name': 'change' });
  expect(operation(['verify'], 'verify')).toMatchObject({ operation: 'verify' });
});

it('refuses a variable that names another', () => {
  expect(() => operation(['verify'], 'status')).toThrowError(
    'CHANGE_GATE_OPERATION: is status, but this job is there to verify. Take the variable away.',
  );
});

it("takes the variable's in a job that names none", () => {
  expect(operation([], 'status')).toMatchObject({ operation: 'status' });
});
