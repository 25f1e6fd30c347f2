/** Every way in which an operation can fail, for machines; the message is for people. */
export type GateErrorCode =
  /** An input is missing, malformed, unknown or contradicts another. */
  | 'INVALID_INPUT'
  /** This Node is older than Change Gate needs. */
  | 'NODE_TOO_OLD'
  /** ServiceNow does not accept the credentials (401). */
  | 'UNAUTHENTICATED'
  /** The CI gives this job no ID token to sign in with. */
  | 'NO_ID_TOKEN'
  /** ServiceNow knows the user and does not allow the request (403, ACL). */
  | 'FORBIDDEN'
  /** No such change, or the user may not read it: ServiceNow does not tell which. */
  | 'CHANGE_NOT_FOUND'
  /** A 404 for a record: it is gone, or an ACL hides it. */
  | 'RECORD_NOT_FOUND'
  /** A name that should stand for one record stands for none, or for several. */
  | 'NAME_NOT_RESOLVED'
  /** Several open changes carry this build's correlation id, and only one can be this build's. */
  | 'CHANGE_AMBIGUOUS'
  /** Another step of the same build has opened its change under this gate name, or the change was opened for another environment. */
  | 'GATE_NAME_TAKEN'
  /** The change was opened for another commit than this step is about, or names no commit. */
  | 'COMMIT_NOT_APPROVED'
  /** A change, or a task of it, carries this build's correlation id or its gate's sys_id, but another user created it, or nothing proves that this gate did. */
  | 'CHANGE_NOT_OURS'
  /** The named change is closed or canceled, so nothing can be deployed under it. */
  | 'CHANGE_OVER'
  /** A business rule aborted the write. */
  | 'RULE_ABORTED'
  /** A data policy refused the write: mandatory fields are empty. */
  | 'POLICY_REFUSED'
  /** The write was answered with success, and reading back shows that it had no effect. */
  | 'WRITE_IGNORED'
  /** Fields did not arrive as they were sent: any with `strict`, and the correlation id always. */
  | 'FIELDS_ALTERED'
  /** The Change Gate app is not installed on the instance, or has another scope than `app-scope` says. */
  | 'APP_NOT_INSTALLED'
  /** The Change Gate app on the instance is older than this step, and has no API for what it asks. */
  | 'APP_OUTDATED'
  /** The Change Management API is not active on the instance. */
  | 'API_NOT_INSTALLED'
  /** The app refused the registration: CI server not listed, field wrong, key taken. */
  | 'REGISTRATION_REFUSED'
  /** A developer instance that sleeps. */
  | 'INSTANCE_HIBERNATING'
  /** A login page, or a redirect to one, where JSON was expected. */
  | 'LOGIN_PAGE'
  /** Another page, or another protocol, where JSON was expected: a proxy's or a firewall's. */
  | 'PROXY_PAGE'
  /** Broken JSON. */
  | 'NOT_JSON'
  /** The proxy does not let the connection through, or this Node is too old to use one. */
  | 'PROXY_REFUSED'
  /** A certificate, the instance's or ours, is not accepted. */
  | 'CERTIFICATE_REFUSED'
  /** The instance's rate limit, for longer than it makes sense to wait. */
  | 'RATE_LIMITED'
  /** No connection, or a server error. */
  | 'UNAVAILABLE'
  /** The request to create the change was never answered, and no such change was found. */
  | 'CREATE_UNANSWERED'
  /** Nothing would stop the build at this gate. */
  | 'GATE_UNSAFE'
  /** The callback token will not work when ServiceNow calls: it expires before, or lacks a right. */
  | 'CALLBACK_TOKEN_UNUSABLE'
  /** The decision wants a column of the change that the instance does not show to the integration user, or that is not understood; or `proceed-states` are not those of `open`. */
  | 'COLUMN_UNREADABLE'
  /** Evidence that `require-evidence` asks for is not complete. */
  | 'EVIDENCE_INCOMPLETE'
  /** The approved change's evidence cannot be read, is another change's, or is not there though the step compares with it. */
  | 'EVIDENCE_UNREADABLE'
  /** What is about to be deployed is not what the change was approved for. */
  | 'ARTIFACT_CHANGED'
  /** A newer build of the stream has deployed. */
  | 'OUTDATED'
  /** The approver wrote, merged or started it, or may have. */
  | 'NOT_SEPARATE'
  /** An emergency may not pass unapproved: it is no emergency change, or no admin has allowed this user to. */
  | 'NO_EMERGENCY'
  /** The decision is not `approved`. */
  | 'NOT_APPROVED'
  /** The change cannot be closed from the state it is in. */
  | 'NOT_CLOSABLE'
  /** The change, or the task, is closed already, and its close code contradicts what this step says. */
  | 'CLOSED_OTHERWISE'
  /** The change cannot be canceled: by its state, because its build may still deploy under it, or because no person has asked for it. */
  | 'NOT_CANCELABLE'
  /** The change, or the task, does not go to the wanted state, and the message says where it stopped. */
  | 'STATE_NOT_REACHED'
  /** Anything else that ServiceNow refused; nothing was written. */
  | 'NOT_ACCEPTED'
  /** An answer that does not look like what was asked for. */
  | 'UNEXPECTED_ANSWER'
  /** An answer about another record than the one that was asked for. */
  | 'ANOTHER_RECORD';

/** A failure that a person can act on: the message says what happened, where, and what to do. */
export class GateError extends Error {
  readonly code: GateErrorCode;
  /** What happened, and where: the message without its remedy. */
  readonly what: string;
  /** What to do: the end of the message. `undefined` where what happened says it all, or nobody knows. */
  readonly remedy: string | undefined;
  /**
   * Whether the operation is to be run again once its cause is gone. How that is done differs from CI to CI, so the message
   * leaves it out, and whoever knows the build adds it (`runAgain`). Errors take it over from their cause.
   */
  readonly again: boolean;

  constructor(
    code: GateErrorCode,
    what: string,
    options: { cause?: unknown; again?: boolean; remedy?: string } = {},
  ) {
    super(options.remedy === undefined ? what : `${what} ${options.remedy}`, options);
    this.name = 'GateError';
    this.code = code;
    this.what = what;
    this.remedy = options.remedy;
    this.again = options.again ?? (options.cause instanceof GateError && options.cause.again);
  }
}

/** For `catch`: gives `null` for a failure with one of these codes, and throws any other. */
export function nullFor(...codes: readonly GateErrorCode[]): (error: unknown) => null {
  return (error) => {
    if (error instanceof GateError && codes.includes(error.code)) return null;
    throw error;
  };
}

/**
 * The error for inputs that are missing, malformed or contradict one another.
 * @param problems one clause each, naming the input as its CI does: `PASSWORD: is required`
 */
export function invalidInput(problems: readonly string[]): GateError {
  return new GateError('INVALID_INPUT', `The step's inputs are not usable. ${problems.join('. ')}.`);
}
