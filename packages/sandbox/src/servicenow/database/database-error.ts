/**
 * - `UNIQUE`: another row has this value in a unique column
 * - `ABORTED`: a `before` listener refused the write
 * - `NO_TABLE`: there is no table of this name
 * - `READ_ONLY`: the table's rows follow from the tables themselves
 */
export type DatabaseErrorCode = 'UNIQUE' | 'ABORTED' | 'NO_TABLE' | 'READ_ONLY';

export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
