import { GateError } from '../errors.ts';

/**
 * The error for an answer about another record than the one that was asked for, which is never believed.
 * @param asked `change_request CHG0030001`
 * @param answered what the answer is about: `CHG0030002`
 */
export function anotherRecord(asked: string, answered: string): GateError {
  return new GateError(
    'ANOTHER_RECORD',
    `The instance was asked for ${asked} and answered with ${answered === '' ? 'a record without a name' : answered}, so nothing it says is believed. ` +
      'Ask its admin for a query rule that alters what is asked, and who runs a gateway before it for one that mixes answers up.',
  );
}

/** Whether two sys_ids, or two numbers, name the same record: an instance compares them without case. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
