/** Every way in which an operation can fail, for machines; the message is for people. */
export type GateErrorCode =
  /** An input is missing, malformed, unknown or contradicts another. */
  | 'INVALID_INPUT'
  /** ServiceNow does not accept the credentials (401). */
  | 'UNAUTHENTICATED'
  /** ServiceNow knows the user and says no (403, ACL). */
  | 'FORBIDDEN'
  /** No such change, or the user may not read it: ServiceNow does not tell which. */
  | 'CHANGE_NOT_FOUND'
  /** A business rule or data policy refused the write. */
  | 'WRITE_REFUSED'
  /** The write was answered with success, and reading back shows that it had no effect. */
  | 'WRITE_IGNORED'
  /** The Change Gate app is not installed on the instance. */
  | 'APP_NOT_INSTALLED'
  /** The app refused the registration: CI server not listed, field wrong, key taken. */
  | 'REGISTRATION_REFUSED'
  /** A developer instance that sleeps. */
  | 'INSTANCE_HIBERNATING'
  /** HTML or another non-JSON body where JSON was due. */
  | 'NOT_JSON'
  /** No connection, 429 or a server error. */
  | 'UNAVAILABLE'
  /** A create was sent and never answered, and a look found nothing. */
  | 'CREATE_UNANSWERED'
  /** The decision is not `approved`. */
  | 'NOT_APPROVED'
  /** The change cannot be closed from the state it is in. */
  | 'NOT_CLOSABLE'
  /** Anything else that ServiceNow refused. */
  | 'UNEXPECTED_ANSWER';

/** A failure that a person can act on: the message says what happened, where, and what to do. */
export class GateError extends Error {
  readonly code: GateErrorCode;

  constructor(code: GateErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'GateError';
    this.code = code;
  }
}
