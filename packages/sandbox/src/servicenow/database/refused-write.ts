import { DatabaseError } from './database-error.ts';

/**
 * The error of a write that a business rule aborts.
 * @fact A write that a business rule aborts | `Operation against file ... was aborted by Business Rule ...`, without
 *   the rule's own message | third party | transcripts
 */
export function aborted(table: string, rule: string, ruleSysId: string): DatabaseError {
  return new DatabaseError(
    'ABORTED',
    `Operation against file '${table}' was aborted by Business Rule '${rule}^${ruleSysId}'. Business Rule Stack:${rule}`,
  );
}

/**
 * The error of a write that a data policy refuses.
 * @fact A write that a data policy refuses | `Data Policy Exception: ...`, with the labels of the empty fields |
 *   third party | transcripts
 * @param labels of the mandatory fields that are empty
 */
export function fieldsMissing(labels: readonly string[]): DatabaseError {
  return refusedByPolicy('mandatory', labels);
}

/**
 * The error of a write that changes fields which a data policy makes read-only.
 * @fact A write that changes a field which a data policy makes read-only | is refused: `Data Policy Exception: The following fields are
 *   read only: ...` | belief | none
 * @param labels of these fields
 */
export function fieldsReadOnly(labels: readonly string[]): DatabaseError {
  return refusedByPolicy('read only', labels);
}

function refusedByPolicy(what: string, labels: readonly string[]): DatabaseError {
  return new DatabaseError(
    'ABORTED',
    `Data Policy Exception: The following fields are ${what}: ${labels.join(', ')}`,
  );
}
