/** A request that can't be met, as an error that the REST APIs turn into their answer. */
export interface Problem extends Error {
  /** HTTP status. */
  readonly status: number;
  /** What is wrong with this request, and what to do. */
  readonly detail: string;
}

/** @param message what happened, a few words; `detail` says where and what to do */
export function create(status: number, message: string, detail: string): Problem {
  return Object.assign(new Error(message), { status, detail });
}

export function is(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'status' in error && 'detail' in error;
}
