/** Credentials that are a reference to a variable in place of its value (`unfilled-reference.ts`). */
import type { InputSource } from '../adapter.ts';
import { isReference, isReferenceForToken } from '../unfilled-reference.ts';
import type { InputDeclarations, Operation } from './declaration.ts';

/** Says who signs in, or with what, and is no secret. */
const NAMES: readonly string[] = ['username', 'client-id', 'jwt-subject', 'jwt-key-id', 'client-certificate'];

/** What a machine has made. */
const TOKEN = /(?:^|-)token$|^api-key$/;

/** What is wrong with such a value. */
export const UNFILLED =
  'holds a reference to a variable, not its value: the CI knows no variable of that name here, or writes its references otherwise. Check both';

/** @returns a problem for each credential that the operation reads and that nobody has filled in; it does not quote the value */
export function unfilledCredentials(
  { values, displayName }: InputSource,
  declarations: InputDeclarations,
  operation: Operation,
): string[] {
  const isUnfilled = (name: string, value: string) =>
    TOKEN.test(name) ? isReferenceForToken(value) : isReference(value);
  return Object.entries(values)
    .filter(([name, value]) => {
      const declared = declarations[name];
      const isCredential = declared?.secret === true || NAMES.includes(name);
      return isCredential && declared?.operations.includes(operation) && isUnfilled(name, value);
    })
    .map(([name]) => `${displayName(name)}: ${UNFILLED}`);
}
