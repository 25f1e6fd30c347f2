import { DatabaseError } from './database-error.ts';

/**
 * The error of a write that a business rule aborts, in ServiceNow's words (third-party transcripts). The rule's own
 * message is not in it.
 */
export function aborted(table: string, rule: string, ruleSysId: string): DatabaseError {
  return new DatabaseError(
    'ABORTED',
    `Operation against file '${table}' was aborted by Business Rule '${rule}^${ruleSysId}'. Business Rule Stack:${rule}`,
  );
}

/**
 * The error of a write that a data policy refuses.
 * @param labels of the mandatory fields that are empty
 */
export function fieldsMissing(labels: readonly string[]): DatabaseError {
  return new DatabaseError(
    'ABORTED',
    `Data Policy Exception: The following fields are mandatory: ${labels.join(', ')}`,
  );
}
