/** The errors with which the REST APIs answer. */
import * as GatePlatform from './GatePlatform.ts';

/** An error with the HTTP status and detail with which the REST APIs answer a request that cannot be met. */
export interface HttpError extends Error {
  /** HTTP status. */
  readonly status: number;
  /** What is wrong with this request, and what to do. */
  readonly detail: string;
  /** `detail` without its remedy. */
  readonly what: string;
  /** What to do: the end of `detail`, where it stands by itself. */
  readonly remedy?: string | undefined;
}

/** Creates an error. @param message what is wrong, in a few words; `what` says where, and `remedy`, or else its end, what to do */
export function create(status: number, message: string, what: string, remedy?: string): HttpError {
  const detail = remedy === undefined ? what : `${what} ${remedy}`;
  return Object.assign(new Error(message), { status, detail, what, remedy });
}

/** Tells an `HttpError` from other errors: ServiceNow's engine cannot extend `Error`, so there is no class to test for. */
export function is(error: unknown): error is HttpError {
  return typeof error === 'object' && error !== null && 'status' in error && 'detail' in error;
}

/** An error as an `HttpError`: a 500, and logged, for one of the instance or the app. @throws any other as it is */
export function of(error: unknown): HttpError {
  if (is(error)) return error;
  if (!GatePlatform.isFault(error)) throw error;
  const cause = GatePlatform.fault(error);
  gs.error(`Change Gate could not answer a request: ${cause}`);
  return create(500, 'Not possible on this instance', cause);
}

/** Answers a request to a REST API with what `act` sets, or with the error that it throws. */
export function answer(response: RestResponse, act: () => void): void {
  try {
    act();
  } catch (error) {
    const { status, message, detail } = of(error);
    const serviceError = new sn_ws_err.ServiceError();
    serviceError.setStatus(status);
    // The prefix tells a pipeline that the app refused, not the platform.
    serviceError.setMessage(`Change Gate: ${message}`);
    serviceError.setDetail(detail);
    response.setError(serviceError);
  }
}
