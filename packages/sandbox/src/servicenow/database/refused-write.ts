import { DatabaseError } from './database-error.ts';

/** What ServiceNow says when a business rule aborts a write (third-party transcripts); the rule's own message is not told. */
export function aborted(table: string, rule: string, ruleSysId: string): DatabaseError {
  return new DatabaseError(
    'ABORTED',
    `Operation against file '${table}' was aborted by Business Rule '${rule}^${ruleSysId}'. Business Rule Stack:${rule}`,
  );
}

/** @param labels of the fields that a data policy makes mandatory and that are empty */
export function fieldsMissing(labels: readonly string[]): DatabaseError {
  return new DatabaseError(
    'ABORTED',
    `Data Policy Exception: The following fields are mandatory: ${labels.join(', ')}`,
  );
}
